#include "line-reader.h"

#include <cerrno>
#include <unistd.h>

namespace press {

bool LineReader::fill() {
  if (isTooLong_) return false;
  char bytes[16384];
  ssize_t count = read(descriptor_, bytes, sizeof bytes);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  buffer_.erase(0, start_);
  start_ = 0;
  keep(std::string_view(bytes, static_cast<size_t>(count)));
  return count > 0 && !isTooLong_;
}

/// Keeps complete lines and the start of the next one, but nothing from the first line on that is too long.
void LineReader::keep(std::string_view bytes) {
  while (!bytes.empty() && !isTooLong_) {
    size_t end = bytes.find('\n');
    bool isWhole = end != std::string_view::npos;
    size_t length = isWhole ? end : bytes.size();
    if (length > maxBytes_ - openBytes_) {
      isTooLong_ = true;
      buffer_.resize(buffer_.size() - openBytes_);
      return;
    }
    size_t taken = isWhole ? length + 1 : length;
    buffer_.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    openBytes_ = isWhole ? 0 : openBytes_ + length;
  }
}

std::optional<std::string> LineReader::next() {
  size_t end = buffer_.find('\n', start_);
  if (end == std::string::npos) return std::nullopt;
  std::string line = buffer_.substr(start_, end - start_);
  start_ = end + 1;
  return line;
}

}  // namespace press
