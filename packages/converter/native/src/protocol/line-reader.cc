#include "line-reader.h"

#include <cerrno>
#include <unistd.h>

namespace press {

bool LineReader::fill() {
  char bytes[16384];
  ssize_t count = read(descriptor_, bytes, sizeof bytes);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  buffer_.append(bytes, static_cast<size_t>(count));
  bool isTooLong = buffer_.size() > maxBytes_ && buffer_.find('\n') == std::string::npos;
  return count > 0 && !isTooLong;
}

std::optional<std::string> LineReader::next() {
  size_t end = buffer_.find('\n');
  if (end == std::string::npos || end > maxBytes_) return std::nullopt;
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

}  // namespace press
