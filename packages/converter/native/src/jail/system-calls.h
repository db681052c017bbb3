#pragma once
#include <sys/syscall.h>

namespace press {

/// What LibreOffice 7.4 to 25.2 needs to convert a document, found by tracing conversions of real ones. Calls with
/// arguments that matter (clone, tgkill, prctl, fcntl) are not here: seccomp.cc looks at those more closely.
inline constexpr int allowedCalls[] = {
    // Files by path: which ones, Landlock or the user id decides.
    SYS_openat, SYS_newfstatat, SYS_statx, SYS_readlinkat, SYS_faccessat, SYS_faccessat2, SYS_mkdirat, SYS_unlinkat,
    SYS_renameat2, SYS_fchmodat, SYS_getcwd, SYS_statfs,
    // Files that are open.
    SYS_read, SYS_pread64, SYS_readv, SYS_write, SYS_pwrite64, SYS_writev, SYS_lseek, SYS_close, SYS_fstat, SYS_fstatfs,
    SYS_getdents64, SYS_ftruncate, SYS_fallocate, SYS_fsync, SYS_fdatasync, SYS_flock, SYS_dup, SYS_fchmod,
    SYS_pipe2, SYS_ppoll,
    // Memory and threads.
    SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_futex, SYS_set_robust_list, SYS_rseq,
    SYS_membarrier, SYS_sched_yield, SYS_sched_getaffinity, SYS_exit, SYS_exit_group, SYS_restart_syscall,
    // Time, signals of its own, and who and where it is.
    SYS_clock_gettime, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_rt_sigaction, SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_sigaltstack, SYS_gettid, SYS_getpid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
    SYS_getrandom, SYS_getrusage, SYS_sysinfo, SYS_uname, SYS_umask,
#ifdef __x86_64__
    // Older forms of the same, which arm64 never had.
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_chmod,
    SYS_poll, SYS_time,
#endif
#ifdef __aarch64__
    SYS_renameat,
#endif
};

/// What a program needs besides to start, and LibreOffice to listen on its socket. Not among them: connect, fork.
inline constexpr int startingCalls[] = {
    SYS_execve, SYS_set_tid_address, SYS_prlimit64, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_shutdown,
    SYS_setsockopt, SYS_getsockopt, SYS_getsockname, SYS_eventfd2, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait,
#ifdef __x86_64__
    SYS_arch_prctl, SYS_epoll_wait,
#endif
};

}  // namespace press
