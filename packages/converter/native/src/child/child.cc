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

[[noreturn]] void giveUp(const Voice& voice, const char* reason, const std::string& detail) {
  voice.say(JsonLine("event", "failed").text("reason", reason).text("detail", detail).end());
  _exit(1);
}

/// When memory is short, the kernel shall end a document before anything else.
void volunteerForKilling() {
  // The file belongs to the system as long as nobody may look into this process.
  prctl(PR_SET_DUMPABLE, 1);
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score >= 0) {
    [[maybe_unused]] ssize_t written = write(score, "1000", 4);
    close(score);
  }
  prctl(PR_SET_DUMPABLE, 0);
}

/// LibreOffice made its temporary folders when the mother started and keeps their paths for good; they begin with
/// /proc/self/cwd. In the child the same paths mean this folder: they only have to exist in it.
void makeTemporaryFolders(const std::vector<std::string>& names) {
  for (const std::string& name : names) mkdir(name.c_str(), 0700);
}

void probe(const Order& order, const JailPlan& plan, const Voice& voice) {
  Report report([&](const std::string& line) { voice.say(line); });
  if (order.isHeld) stayUntilEnded(report);
  const std::vector<std::string> descriptors = strangersAmongDescriptors(plan.keptDescriptors);
  runProbes(report, order.targets, {strangersInEnvironment(plan.environment), descriptors});
}

}  // namespace

void liveAsChild(const Inheritance& inheritance, const Order& order, int pipe, int motherId) {
  Voice voice(pipe);
  setpgid(0, 0);
  prepareLastWords(voice, order.limits.memoryBytes);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  volunteerForKilling();
  if (chdir(order.folder.c_str()) != 0) giveUp(voice, "folder_failed", "The folder cannot be entered.");
  umask(0077);
  JailPlan plan = inheritance.jail;
  plan.limits = order.limits;
  plan.userId = inheritance.firstUserId + order.slot;
  plan.motherId = motherId;
  plan.refusedCalls = order.refusedCalls;
  plan.keptDescriptors = {pipe, lastWordsDescriptor()};
  if (const char* layer = enterJail(plan)) giveUp(voice, "jail_failed", layer);
  makeTemporaryFolders(inheritance.temporaryFolders);
  if (order.isProbe) {
    probe(order, plan, voice);
  } else {
    convert(inheritance.office, order, voice);
  }
  _exit(0);
}

}  // namespace press
