#pragma once
#include <sys/syscall.h>

namespace press {

struct SystemCall {
  const char* name;
  int number;
};

#define SYSTEM_CALL(name) {#name, SYS_##name}

/// What a child needs to convert a document. Without any one of them a document fails, in LibreOffice 7.4 or 25.2:
/// system-calls.test.ts of the press says which. Calls that depend on their arguments are in seccomp.cc.
inline constexpr SystemCall allowedCalls[] = {
    // Files by path. Landlock or the user id decides which ones.
    SYSTEM_CALL(newfstatat),
    // Open files.
    SYSTEM_CALL(read), SYSTEM_CALL(pread64), SYSTEM_CALL(write), SYSTEM_CALL(pwrite64), SYSTEM_CALL(lseek),
    // Debian 13's C library uses this for open files, and Debian 12's uses newfstatat.
    SYSTEM_CALL(fstat),
    SYSTEM_CALL(close), SYSTEM_CALL(ftruncate), SYSTEM_CALL(fsync),
    // Memory and threads.
    SYSTEM_CALL(brk), SYSTEM_CALL(mmap), SYSTEM_CALL(munmap), SYSTEM_CALL(mremap), SYSTEM_CALL(mprotect),
    SYSTEM_CALL(madvise), SYSTEM_CALL(futex), SYSTEM_CALL(rseq), SYSTEM_CALL(rt_sigprocmask), SYSTEM_CALL(getrandom),
    SYSTEM_CALL(exit), SYSTEM_CALL(exit_group),
    // A process needs its own ids to end itself with the right signal.
    SYSTEM_CALL(gettid), SYSTEM_CALL(getpid),
    // For where the C library cannot read the clock without the kernel, and for a process that continues after a pause.
    SYSTEM_CALL(clock_gettime), SYSTEM_CALL(restart_syscall),
#ifdef __x86_64__
    SYSTEM_CALL(access), SYSTEM_CALL(mkdir), SYSTEM_CALL(unlink),
#endif
#ifdef __aarch64__
    // Older variants, which arm64 never had.
    SYSTEM_CALL(faccessat), SYSTEM_CALL(mkdirat), SYSTEM_CALL(unlinkat),
#endif
};

/// What a program needs in addition to start, and LibreOffice to listen on its socket. Without connect and fork.
inline constexpr SystemCall startingCalls[] = {
    SYSTEM_CALL(execve), SYSTEM_CALL(set_tid_address), SYSTEM_CALL(set_robust_list), SYSTEM_CALL(statx),
    SYSTEM_CALL(readlinkat), SYSTEM_CALL(faccessat2), SYSTEM_CALL(mkdirat), SYSTEM_CALL(unlinkat),
    SYSTEM_CALL(renameat2), SYSTEM_CALL(getcwd), SYSTEM_CALL(statfs), SYSTEM_CALL(fstatfs),
    SYSTEM_CALL(getdents64), SYSTEM_CALL(readv), SYSTEM_CALL(writev), SYSTEM_CALL(fallocate), SYSTEM_CALL(fdatasync),
    SYSTEM_CALL(flock), SYSTEM_CALL(dup), SYSTEM_CALL(pipe2), SYSTEM_CALL(ppoll), SYSTEM_CALL(membarrier),
    SYSTEM_CALL(sched_yield), SYSTEM_CALL(sched_getaffinity), SYSTEM_CALL(clock_nanosleep), SYSTEM_CALL(nanosleep),
    SYSTEM_CALL(gettimeofday), SYSTEM_CALL(rt_sigaction), SYSTEM_CALL(rt_sigreturn), SYSTEM_CALL(sigaltstack),
    SYSTEM_CALL(getuid), SYSTEM_CALL(geteuid), SYSTEM_CALL(getgid), SYSTEM_CALL(getegid), SYSTEM_CALL(getrusage),
    SYSTEM_CALL(sysinfo), SYSTEM_CALL(uname), SYSTEM_CALL(umask), SYSTEM_CALL(bind), SYSTEM_CALL(listen),
    SYSTEM_CALL(accept), SYSTEM_CALL(accept4), SYSTEM_CALL(shutdown), SYSTEM_CALL(setsockopt), SYSTEM_CALL(getsockopt),
    SYSTEM_CALL(getsockname), SYSTEM_CALL(eventfd2), SYSTEM_CALL(epoll_create1), SYSTEM_CALL(epoll_ctl),
    SYSTEM_CALL(epoll_pwait),
#ifdef __x86_64__
    SYSTEM_CALL(stat), SYSTEM_CALL(lstat), SYSTEM_CALL(readlink), SYSTEM_CALL(rmdir), SYSTEM_CALL(rename),
    SYSTEM_CALL(poll), SYSTEM_CALL(time), SYSTEM_CALL(arch_prctl), SYSTEM_CALL(epoll_wait),
#endif
#ifdef __aarch64__
    SYSTEM_CALL(renameat),
#endif
};

/// Calls that succeed but do nothing. LibreOffice's library for encryption fails when it cannot set the mode of its own
/// files. All files that a program creates are accessible only to its user anyway.
inline constexpr SystemCall ignoredCalls[] = {
    SYSTEM_CALL(fchmod), SYSTEM_CALL(fchmodat),
#ifdef __x86_64__
    SYSTEM_CALL(chmod),
#endif
};

}  // namespace press
