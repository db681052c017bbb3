#include "processes.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace press {
namespace {

/// Signal 0 only checks whether a signal would be delivered.
long trySignals(int process) {
  return kill(process, 0) == 0 ? 0 : syscall(SYS_tgkill, process, process, 0);
}

long changeLimits(int process) {
  rlimit present{};
  long result = syscall(SYS_prlimit64, process, RLIMIT_CORE, nullptr, &present);
  return result < 0 ? result : syscall(SYS_prlimit64, process, RLIMIT_CORE, &present, nullptr);
}

long readMemory(int process) {
  static char byte;
  iovec here{&byte, 1}, there{&byte, 1};
  long result = process_vm_readv(process, &here, 1, &there, 1, 0);
  // Nothing is at that address, but reading was allowed.
  if (result < 0 && errno == EFAULT) return 0;
  return result < 0 ? open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY) : result;
}

}  // namespace

void tryProcess(Report& report, const Target& process) {
  const int id = atoi(process.what.c_str());
  report.add("signal " + process.name, trySignals(id));
  // With this call a pipe would send its signals there.
  report.add("send a pipe's signals to " + process.name, fcntl(0, F_SETOWN, id));
  report.add("change the limits of " + process.name, changeLimits(id));
  report.add("slow down " + process.name, setpriority(PRIO_PROCESS, static_cast<id_t>(id), 0));
  report.add("read the memory of " + process.name, readMemory(id));
  report.add("read the environment of " + process.name, open(("/proc/" + process.what + "/environ").c_str(), O_RDONLY));
}

void tryFork(Report& report) {
  long child = syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
  if (child == 0) _exit(0);
  report.add("start a process", child);
  if (child > 0) waitpid(static_cast<pid_t>(child), nullptr, 0);
}

}  // namespace press
