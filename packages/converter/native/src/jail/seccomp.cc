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

/// What glibc asks for a thread, no more and no less.
constexpr uint32_t threadFlags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                                 CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
/// Landlock asks at opening for the rights to read and write, as far as the flags name them. Flags that name neither,
/// or reading alone, empty a file all the same; only from version 3 on it has a right for that.
constexpr uint32_t truncation = O_TRUNC | O_ACCMODE;
constexpr uint32_t nameMemory = 0x53564d41;  // PR_SET_VMA

/// Calls whose arguments decide. All of them end the program with an answer, so each is a choice of its own.
void allowWithArguments(Filter& filter, Inmate inmate, const std::vector<std::string>& refused) {
  auto isKept = [&](const char* name) { return std::find(refused.begin(), refused.end(), name) == refused.end(); };
  if (isKept("clone")) filter.allowOnlyWith(SYS_clone, 0, {threadFlags});
  if (isKept("tgkill")) filter.allowOnlyWith(SYS_tgkill, 0, {static_cast<uint32_t>(getpid())});
  if (isKept("openat")) filter.allowUnlessMasked(SYS_openat, 2, truncation, {O_TRUNC | O_RDONLY, O_TRUNC | O_ACCMODE});
  // The probes look at descriptors by these.
  if (inmate == Inmate::child && isKept("fcntl")) filter.allowOnlyWith(SYS_fcntl, 1, {F_GETFD, F_GETFL});
  if (inmate == Inmate::child) return;
  if (isKept("prctl")) filter.allowOnlyWith(SYS_prctl, 0, {PR_SET_NAME, nameMemory});
  // Not F_SETOWN and F_SETSIG: with those a pipe sends signals to any process of the same user.
  if (isKept("fcntl"))
    filter.allowOnlyWith(SYS_fcntl, 1, {F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_DUPFD_CLOEXEC});
#ifdef __x86_64__
  if (isKept("open")) filter.allowUnlessMasked(SYS_open, 1, truncation, {O_TRUNC | O_RDONLY, O_TRUNC | O_ACCMODE});
#endif
  if (isKept("socket")) filter.allowOnlyWith(SYS_socket, 0, {AF_UNIX});
  // Of no other process: limits of one's own can only be lowered.
  if (isKept("prlimit64")) filter.allowOnlyWith(SYS_prlimit64, 0, {0});
}

}  // namespace

bool hasSeccomp() {
  // Without a program the call fails in either case; EINVAL means that the kernel does not know the mode.
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) == -1 && errno == EFAULT;
}

bool enterSeccomp(Inmate inmate, const std::vector<std::string>& refused) {
  Filter filter;
  // A number means another call in another architecture, and x32 has its own on top of x86-64.
  filter.loadArchitecture();
  filter.answerUnlessEqual(thisArchitecture, SECCOMP_RET_KILL_PROCESS);
  filter.loadCall();
#ifdef __x86_64__
  filter.answerFrom(0x40000000, SECCOMP_RET_KILL_PROCESS);
#endif
  // clone3 hides its flags from a filter. Where it "does not exist" glibc uses clone, whose flags can be seen.
  filter.answerIfEqual(SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
  auto allow = [&](const SystemCall& call) {
    bool isKept = std::find(refused.begin(), refused.end(), call.name) == refused.end();
    if (isKept) filter.answerIfEqual(static_cast<uint32_t>(call.number), SECCOMP_RET_ALLOW);
  };
  for (const SystemCall& call : allowedCalls) allow(call);
  if (inmate == Inmate::program) {
    for (const SystemCall& call : startingCalls) allow(call);
    for (const SystemCall& call : feignedCalls) filter.answerIfEqual(static_cast<uint32_t>(call.number), SECCOMP_RET_ERRNO);
  }
  allowWithArguments(filter, inmate, refused);
  filter.answer(SECCOMP_RET_ERRNO | EPERM);
  return filter.install();
}

}  // namespace press
