#include "child-pipe.h"

#include <cerrno>
#include <unistd.h>

namespace press {

void ChildPipe::send(const std::string& line) const {
  size_t done = 0;
  while (done < line.size()) {
    ssize_t count = write(descriptor_, line.data() + done, line.size() - done);
    if (count < 0 && errno != EINTR) return;
    if (count > 0) done += static_cast<size_t>(count);
  }
}

}  // namespace press
