#include "child.h"

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../jail/descriptors.h"
#include "../jail/environment.h"
#include "../probes/probes.h"
#include "conversion.h"
#include "memory-report.h"
#include "child-pipe.h"

namespace press {
namespace {

[[noreturn]] void giveUp(const ChildPipe& pipe, const char* reason, const std::string& detail) {
  pipe.send(JsonLine("event", "failed").text("reason", reason).text("detail", detail).end());
  _exit(1);
}

/// When memory runs out, the kernel should kill a document before anything else.
void raiseOomScore() {
  // While this process is not dumpable, the file belongs to root.
  prctl(PR_SET_DUMPABLE, 1);
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score >= 0) {
    [[maybe_unused]] ssize_t written = write(score, "1000", 4);
    close(score);
  }
  prctl(PR_SET_DUMPABLE, 0);
}

/// LibreOffice made its temporary folders when the template process started and never changes their paths, which begin
/// with /proc/self/cwd. In a child these paths lead into the folder of its document, so they have to exist there.
void makeTemporaryFolders(const std::vector<std::string>& names) {
  for (const std::string& name : names) mkdir(name.c_str(), 0700);
}

void probe(const Request& request, const JailPlan& plan, const ChildPipe& pipe) {
  Report report([&](const std::string& line) { pipe.send(line); });
  if (request.isHeld) stayUntilEnded(report);
  const std::vector<std::string> descriptors = unexpectedDescriptors(plan.keptDescriptors);
  runProbes(report, request.targets, {unexpectedVariables(plan.environment), descriptors});
}

}  // namespace

void runChild(const ChildContext& context, const Request& request, int pipeDescriptor, int parentId) {
  ChildPipe pipe(pipeDescriptor);
  setpgid(0, 0);
  prepareMemoryReport(pipe, request.limits.memoryBytes);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  raiseOomScore();
  if (chdir(request.folder.c_str()) != 0) giveUp(pipe, "folder_failed", "The folder cannot be entered.");
  umask(0077);
  JailPlan plan = context.jail;
  plan.limits = request.limits;
  plan.userId = context.firstUserId + request.slot;
  plan.parentId = parentId;
  plan.refusedCalls = request.refusedCalls;
  plan.keptDescriptors = {pipeDescriptor, memoryReportDescriptor()};
  if (const char* layer = enterJail(plan)) giveUp(pipe, "jail_failed", layer);
  makeTemporaryFolders(context.temporaryFolders);
  if (request.isProbe) {
    probe(request, plan, pipe);
  } else {
    convert(context.office, request, pipe);
  }
  _exit(0);
}

}  // namespace press
