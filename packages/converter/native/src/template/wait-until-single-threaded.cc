#include "wait-until-single-threaded.h"

#include <filesystem>
#include <fstream>
#include <poll.h>
#include <string>

namespace press {
namespace {

/// From LibreOffice 25.2 on the thread of its timers stays for good; with no timer set it waits and holds no lock. The
/// kernel keeps fifteen characters of a name.
constexpr char threadOfTimers[] = "salhelper::Time";

bool isHarmless(const std::filesystem::path& thread) {
  std::string name;
  std::ifstream file(thread / "comm");
  return !std::getline(file, name) || name == threadOfTimers;
}

bool isAlone() {
  int threads = 0;
  std::error_code error;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task", error))
    if (!isHarmless(thread.path())) ++threads;
  return !error && threads <= 1;
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
