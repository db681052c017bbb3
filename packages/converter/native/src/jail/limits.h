#pragma once
#include <cstdint>

namespace press {

/// The resources that one document may use.
struct Limits {
  int64_t wallMs = 120'000;
  int64_t cpuSeconds = 120;
  int64_t memoryBytes = 4ll << 30;
  int64_t fileBytes = 2ll << 30;
};

/// From here on this process ends with SIGXCPU or SIGXFSZ when it uses more CPU time or writes a larger file. It gets no
/// more memory, opens at most 256 files and leaves no core dump. `hasOwnUser`: the thread limit can be low, because
/// the kernel counts all threads of a user.
bool enterLimits(const Limits& limits, bool hasOwnUser);

}  // namespace press
