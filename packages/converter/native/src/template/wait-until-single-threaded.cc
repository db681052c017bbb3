#include "wait-until-single-threaded.h"

#include <filesystem>
#include <fstream>
#include <poll.h>
#include <string>

namespace press {
namespace {

/// From LibreOffice 25.2 on, the timer thread never ends; it holds no lock while no timer is set. The kernel keeps
/// fifteen characters of a thread's name.
constexpr char timerThread[] = "salhelper::Time";

bool isHarmless(const std::filesystem::path& thread) {
  std::string name;
  std::ifstream file(thread / "comm");
  return !std::getline(file, name) || name == timerThread;
}

bool isSingleThreaded() {
  int threads = 0;
  std::error_code error;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task", error))
    if (!isHarmless(thread.path())) ++threads;
  return !error && threads <= 1;
}

}  // namespace

bool waitUntilSingleThreaded(int timeoutMs) {
  constexpr int pauseMs = 2;
  for (int waitedMs = 0; !isSingleThreaded(); waitedMs += pauseMs) {
    if (waitedMs >= timeoutMs) return false;
    poll(nullptr, 0, pauseMs);
  }
  return true;
}

}  // namespace press
