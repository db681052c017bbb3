#include "alone.h"

#include <poll.h>
#include <sys/stat.h>

namespace press {
namespace {

/// The kernel counts a folder for each thread, and two more.
bool isAlone() {
  struct stat threads{};
  return stat("/proc/self/task", &threads) == 0 && threads.st_nlink <= 3;
}

}  // namespace

bool waitUntilAlone(int patienceMs) {
  constexpr int pauseMs = 2;
  for (int waitedMs = 0; !isAlone(); waitedMs += pauseMs) {
    if (waitedMs >= patienceMs) return false;
    poll(nullptr, 0, pauseMs);
  }
  return true;
}

}  // namespace press
