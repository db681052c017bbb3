#include "event-writer.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace press {

void EventWriter::send(const std::string& line) { waiting_ += line; }

void EventWriter::offer(const std::string& line) {
  if (waiting_.size() < 16384) send(line);
}

bool EventWriter::flush() {
  while (!waiting_.empty()) {
    ssize_t count = write(descriptor_, waiting_.data(), waiting_.size());
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    waiting_.erase(0, static_cast<size_t>(count));
  }
  return true;
}

void EventWriter::drain() {
  pollfd writable{descriptor_, POLLOUT, 0};
  while (flush() && hasMore() && poll(&writable, 1, 1000) > 0) continue;
}

}  // namespace press
