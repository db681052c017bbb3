#include "probes.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/netlink.h>
#include <string>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../jail/descriptors.h"
#include "../jail/environment.h"
#include "../protocol/json.h"

namespace press {
namespace {

class Report {
 public:
  explicit Report(const Voice& voice) : voice_(voice) {}
  /// `result` below zero: refused, for the reason in errno.
  void add(const char* name, long result) {
    bool isRefused = result < 0;
    say(name, isRefused, isRefused ? strerrorname_np(errno) : "");
  }
  void say(const char* name, bool isRefused, const std::string& detail) {
    voice_.say(JsonLine("event", "probe").text("name", name).boolean("refused", isRefused).text("detail", detail).end());
  }

 private:
  const Voice& voice_;
};

void tryFiles(Report& report, const Targets& targets) {
  const std::string ofMother = "/proc/" + std::to_string(targets.motherId), neighbour = targets.neighbour;
  report.add("read /etc/passwd", open("/etc/passwd", O_RDONLY));
  report.add("read the mother's environment", open((ofMother + "/environ").c_str(), O_RDONLY));
  report.add("read the mother's memory", open((ofMother + "/mem").c_str(), O_RDONLY));
  report.add("read a neighbour's file", open(neighbour.c_str(), O_RDONLY));
  const std::string besideNeighbour = neighbour + ".new";
  report.add("write beside a neighbour's file", open(besideNeighbour.c_str(), O_CREAT | O_WRONLY, 0600));
  report.add("link to a file outside", symlink("/etc/passwd", "link"));
  report.add("make a pipe in its folder", mknod("pipe", S_IFIFO | 0600, 0));
}

void trySockets(Report& report) {
  report.add("open an IPv4 socket", socket(AF_INET, SOCK_STREAM, 0));
  report.add("open an IPv6 socket", socket(AF_INET6, SOCK_DGRAM, 0));
  report.add("open a local socket", socket(AF_UNIX, SOCK_STREAM, 0));
  report.add("open a netlink socket", socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
}

void tryProcesses(Report& report, int motherId) {
  report.add("signal the mother", kill(motherId, 0));
  // With these a pipe would send its signals to the mother.
  report.add("send a pipe's signals to the mother", fcntl(0, F_SETOWN, motherId));
  char byte = 0;
  iovec here{&byte, 1}, there{&byte, 1};
  report.add("read the mother's memory by address", process_vm_readv(motherId, &here, 1, &there, 1, 0));
  long child = syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
  if (child == 0) _exit(0);
  report.add("start a process", child);
  if (child > 0) waitpid(static_cast<pid_t>(child), nullptr, 0);
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

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

void lookAround(Report& report, const std::vector<int>& kept) {
  std::vector<std::string> variables = strangersInEnvironment(), descriptors = strangersAmongDescriptors(kept);
  report.say("find a secret in the environment", variables.empty(), joined(variables));
  report.say("use what the mother holds open", descriptors.empty(), joined(descriptors));
}

}  // namespace

void runProbes(const Targets& targets, const Voice& voice) {
  Report report(voice);
  lookAround(report, targets.keptDescriptors);
  tryFiles(report, targets);
  trySockets(report);
  tryProcesses(report, targets.motherId);
  tryLimits(report);
  // Last, since it does not come back when it is allowed: then nothing is said of it.
  char name[] = "true";
  char* arguments[] = {name, nullptr};
  report.add("run a program", execv("/bin/true", arguments));
}

}  // namespace press
