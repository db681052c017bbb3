#include "user.h"

#include <cstdint>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace press {
namespace {

constexpr uint64_t bit(int capability) { return 1ull << capability; }
constexpr uint64_t userPrivileges = bit(CAP_SETUID) | bit(CAP_SETGID) | bit(CAP_KILL);

uint64_t effectiveCapabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  if (syscall(SYS_capget, &header, data) != 0) return 0;
  return data[0].effective | static_cast<uint64_t>(data[1].effective) << 32;
}

bool setCapabilities(uint64_t wanted) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  auto low = static_cast<uint32_t>(wanted), high = static_cast<uint32_t>(wanted >> 32);
  __user_cap_data_struct data[2]{{low, low, 0}, {high, high, 0}};
  return syscall(SYS_capset, &header, data) == 0;
}

}  // namespace

bool canChangeUser() { return (effectiveCapabilities() & userPrivileges) == userPrivileges; }

bool keepOnlyUserPrivileges() {
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  if (!canChangeUser()) return setCapabilities(0);
  uint64_t present = effectiveCapabilities();
  uint64_t entering = present & bit(CAP_DAC_READ_SEARCH) ? bit(CAP_DAC_READ_SEARCH) : present & bit(CAP_DAC_OVERRIDE);
  return setCapabilities(userPrivileges | entering);
}

bool becomeUser(unsigned userId) {
  if (userId != 0) {
    if (setgroups(0, nullptr) != 0 || setresgid(userId, userId, userId) != 0) return false;
    if (setresuid(userId, userId, userId) != 0) return false;
  }
  return setCapabilities(0) && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == 0;
}

}  // namespace press
