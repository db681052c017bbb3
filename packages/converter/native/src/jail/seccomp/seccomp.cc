#include "seccomp.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filter.h"
#include "system-calls.h"

namespace press {
namespace {

#if defined(__x86_64__)
constexpr uint32_t thisArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t thisArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "The jail knows the system calls of x86-64 and arm64 only."
#endif

/// Exactly the flags with which glibc creates a thread.
constexpr uint32_t threadFlags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                                 CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
/// When a file is opened, Landlock checks the rights to read and to write that the flags name. O_TRUNC empties a file
/// even if the flags name neither, or only reading; Landlock checks that from version 3 on.
constexpr uint32_t truncation = O_TRUNC | O_ACCMODE;

/// Calls that are allowed or refused by their arguments.
void allowWithArguments(Filter& filter, SeccompProfile profile, const std::vector<std::string>& refused) {
  auto isKept = [&](const char* name) { return std::find(refused.begin(), refused.end(), name) == refused.end(); };
  if (isKept("clone")) filter.allowOnlyWith(SYS_clone, 0, {threadFlags});
  if (isKept("tgkill")) filter.allowOnlyWith(SYS_tgkill, 0, {static_cast<uint32_t>(getpid())});
  if (isKept("openat")) filter.allowUnlessMasked(SYS_openat, 2, truncation, {O_TRUNC | O_RDONLY, O_TRUNC | O_ACCMODE});
  // The probes inspect descriptors with these.
  if (profile == SeccompProfile::child && isKept("fcntl")) filter.allowOnlyWith(SYS_fcntl, 1, {F_GETFD, F_GETFL});
  if (profile == SeccompProfile::child) return;
  // Without F_SETOWN and F_SETSIG, which make a pipe send signals to any process of the same user.
  if (isKept("fcntl"))
    filter.allowOnlyWith(SYS_fcntl, 1, {F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_DUPFD_CLOEXEC});
  // Two ends of a pipe within the process, one of which Java puts in the place of a file before it closes that.
  if (profile == SeccompProfile::java && isKept("socketpair")) filter.allowOnlyWith(SYS_socketpair, 0, {AF_UNIX});
  // The limits of the process itself, which it can only lower.
  if (profile == SeccompProfile::java && isKept("prlimit64")) filter.allowOnlyWith(SYS_prlimit64, 0, {0});
  if (profile == SeccompProfile::office && isKept("socket")) filter.allowOnlyWith(SYS_socket, 0, {AF_UNIX});
}

}  // namespace

bool hasSeccomp() {
  // Without a filter the call always fails. EFAULT means that the kernel supports the mode; otherwise it is EINVAL.
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) == -1 && errno == EFAULT;
}

bool enterSeccomp(SeccompProfile profile, const std::vector<std::string>& refused) {
  Filter filter;
  // The numbers differ between architectures, and x32 has its own beside those of x86-64.
  filter.loadArchitecture();
  filter.answerUnlessEqual(thisArchitecture, SECCOMP_RET_KILL_PROCESS);
  filter.loadCall();
#ifdef __x86_64__
  filter.answerFrom(0x40000000, SECCOMP_RET_KILL_PROCESS);
#endif
  // A filter cannot read the flags of clone3. When it "does not exist", glibc uses clone, whose flags it can read.
  filter.answerIfEqual(SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
  auto answer = [&](const SystemCall& call, uint32_t action) {
    bool isKept = std::find(refused.begin(), refused.end(), call.name) == refused.end();
    if (isKept) filter.answerIfEqual(static_cast<uint32_t>(call.number), action);
  };
  for (const SystemCall& call : allowedCalls) answer(call, SECCOMP_RET_ALLOW);
  if (profile != SeccompProfile::child)
    for (const SystemCall& call : startingCalls) answer(call, SECCOMP_RET_ALLOW);
  if (profile == SeccompProfile::java)
    for (const SystemCall& call : javaCalls) answer(call, SECCOMP_RET_ALLOW);
  if (profile == SeccompProfile::tool || profile == SeccompProfile::java)
    for (const SystemCall& call : toolCalls) answer(call, SECCOMP_RET_ALLOW);
  if (profile == SeccompProfile::office) {
    for (const SystemCall& call : officeCalls) answer(call, SECCOMP_RET_ALLOW);
    for (const SystemCall& call : ignoredCalls) answer(call, SECCOMP_RET_ERRNO);
  }
  allowWithArguments(filter, profile, refused);
  filter.answer(SECCOMP_RET_ERRNO | EPERM);
  return filter.install();
}

}  // namespace press
