#include "probes.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/netlink.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "files.h"
#include "processes.h"

namespace press {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

void trySockets(Report& report) {
  report.add("open an IPv4 socket", socket(AF_INET, SOCK_STREAM, 0));
  report.add("open an IPv6 socket", socket(AF_INET6, SOCK_DGRAM, 0));
  report.add("open a netlink socket", socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
  int local = socket(AF_UNIX, SOCK_STREAM, 0);
  report.add("open a local socket", local);
  sockaddr_un nobody{AF_UNIX, "/nobody"};
  bool isAsked = local >= 0 && (connect(local, reinterpret_cast<sockaddr*>(&nobody), sizeof nobody) == 0 ||
                                (errno != EPERM && errno != EACCES));
  report.add("connect to a local socket", !isAsked, isAsked ? "" : "EPERM");
}

void tryLimits(Report& report) {
  void* memory = mmap(nullptr, 1ull << 43, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  report.add("reserve 8 TB of memory", memory == MAP_FAILED ? -1 : 0);
  report.add("open 1,000 files", [] {
    for (int count = 0; count < 1000; ++count)
      if (open("/dev/null", O_RDONLY) < 0) return -1;
    return 0;
  }());
}

}  // namespace

void runProbes(Report& report, const Targets& targets, const Unexpected& unexpected) {
  report.add("find a secret in the environment", unexpected.variables.empty(), joined(unexpected.variables));
  report.add("use what another holds open", unexpected.descriptors.empty(), joined(unexpected.descriptors));
  tryOtherFiles(report);
  for (const Target& file : targets.files) tryFile(report, file);
  for (const Target& process : targets.processes) tryProcess(report, process);
  tryFork(report);
  trySockets(report);
  tryLimits(report);
  // Last, because it does not return when it is allowed. Then it reports nothing.
  char name[] = "true";
  char* arguments[] = {name, nullptr};
  report.add("run a program", execv("/bin/true", arguments));
}

void stayUntilEnded(Report& report) {
  report.add("be there", true, "");
  for (int never = 0;;) syscall(SYS_futex, &never, FUTEX_WAIT_PRIVATE, never, nullptr);
}

}  // namespace press
