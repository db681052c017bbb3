#pragma once
#include <cstdint>

namespace press {

/// What one document may use.
struct Limits {
  int64_t wallMs = 120'000;
  int64_t cpuSeconds = 120;
  int64_t memoryBytes = 4ll << 30;
  int64_t fileBytes = 2ll << 30;
};

/// From here on this process ends with SIGXCPU or SIGXFSZ when it uses more, gets no more memory, opens at most
/// 256 files and leaves no core dump. `hasOwnUser`: the limit of threads counts all processes of a user.
bool enterLimits(const Limits& limits, bool hasOwnUser);

}  // namespace press
