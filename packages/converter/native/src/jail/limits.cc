#include "limits.h"

#include <sys/resource.h>

namespace press {
namespace {

bool limit(__rlimit_resource what, int64_t soft, int64_t hard) {
  rlimit present{};
  if (getrlimit(what, &present) != 0) return false;
  // Only a privileged process can raise its hard limit.
  auto top = present.rlim_max < static_cast<rlim_t>(hard) ? present.rlim_max : static_cast<rlim_t>(hard);
  rlimit wanted{top < static_cast<rlim_t>(soft) ? top : static_cast<rlim_t>(soft), top};
  return setrlimit(what, &wanted) == 0;
}

}  // namespace

bool enterLimits(const Limits& limits, bool hasOwnUser) {
  // SIGKILL follows one second after SIGXCPU.
  return limit(RLIMIT_CPU, limits.cpuSeconds, limits.cpuSeconds + 1) &&
         limit(RLIMIT_AS, limits.memoryBytes, limits.memoryBytes) &&
         limit(RLIMIT_FSIZE, limits.fileBytes, limits.fileBytes) && limit(RLIMIT_NOFILE, 256, 256) &&
         limit(RLIMIT_NPROC, hasOwnUser ? 256 : 8192, hasOwnUser ? 256 : 8192) && limit(RLIMIT_CORE, 0, 0) &&
         limit(RLIMIT_MEMLOCK, 0, 0) && limit(RLIMIT_MSGQUEUE, 0, 0);
}

}  // namespace press
