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
    // arm64 has only the newer forms of these three.
    SYSTEM_CALL(faccessat), SYSTEM_CALL(mkdirat), SYSTEM_CALL(unlinkat),
#endif
};

/// What a program needs in addition to start. Without any one of them a document fails: system-calls.test.ts of
/// libreoffice-convert says which.
inline constexpr SystemCall startingCalls[] = {
    SYSTEM_CALL(execve), SYSTEM_CALL(set_tid_address),
    // The loader's way to LibreOffice's libraries: Debian 13's C library uses this, Debian 12's uses readlink.
    SYSTEM_CALL(readlinkat),
#ifdef __x86_64__
    // Neither exists on arm64, which sets up a thread's own memory without a call.
    SYSTEM_CALL(readlink), SYSTEM_CALL(arch_prctl),
#endif
};

/// What a LibreOffice needs in addition. Without connect and fork.
inline constexpr SystemCall officeCalls[] = {
    SYSTEM_CALL(faccessat2), SYSTEM_CALL(getcwd), SYSTEM_CALL(getdents64), SYSTEM_CALL(pipe2), SYSTEM_CALL(fdatasync),
    // Its socket, whose name has the user's number.
    SYSTEM_CALL(getuid), SYSTEM_CALL(bind), SYSTEM_CALL(listen), SYSTEM_CALL(accept), SYSTEM_CALL(shutdown),
};

/// What a tool needs in addition. The run-time of Rust, in which rsvg-convert is written, looks at its descriptors and sets
/// what a broken pipe does before anything else, and ends where it cannot. Then it looks for its files and fonts.
inline constexpr SystemCall toolCalls[] = {
    SYSTEM_CALL(rt_sigaction), SYSTEM_CALL(getcwd), SYSTEM_CALL(getdents64),
#ifdef __x86_64__
    SYSTEM_CALL(poll),
#endif
#ifdef __aarch64__
    SYSTEM_CALL(ppoll),
#endif
};

/// What Java's virtual machine needs in addition to a tool. It compiles while it runs, catches its own signals, and asks
/// what the machine has.
inline constexpr SystemCall javaCalls[] = {
    SYSTEM_CALL(rt_sigreturn), SYSTEM_CALL(sched_getaffinity),
};

/// Calls that succeed but do nothing. LibreOffice's library for encryption fails when it cannot set the mode of its own
/// files. All files that a program creates are accessible only to its user anyway.
inline constexpr SystemCall ignoredCalls[] = {
#ifdef __x86_64__
    SYSTEM_CALL(chmod),
#endif
#ifdef __aarch64__
    SYSTEM_CALL(fchmodat),
#endif
};

}  // namespace press
