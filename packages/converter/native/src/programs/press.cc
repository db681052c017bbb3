// The press: a warm LibreOffice, the template process, that forks a jailed child for each document. It reads commands from
// standard input and writes events to standard output, one JSON object per line; the other side is in `src/press/`.
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../deflate/libraries.h"
#include "../jail/environment.h"
#include "../jail/jail.h"
#include "../jail/user.h"
#include "../memory/allocator.h"
#include "../office/background-threads.h"
#include "../office/bootstrap-variables.h"
#include "../office/forget-authors.h"
#include "../office/user-folder.h"
#include "../template/readable-paths.h"
#include "../template/settings.h"
#include "../template/template-process.h"
#include "../template/wait-until-single-threaded.h"
#include "../template/warm-up.h"
#include "../tuning/tuning.h"

namespace press {
namespace {

[[noreturn]] void refuseToStart(EventWriter& events, const std::string& reason, const std::string& detail) {
  events.send(JsonLine("event", "failed").text("reason", reason).text("detail", detail).end());
  events.drain();
  _exit(2);
}

std::optional<Json> firstCommand(LineReader& commands) {
  while (true) {
    if (std::optional<std::string> line = commands.next()) return Json::parse(*line);
    pollfd readable{STDIN_FILENO, POLLIN, 0};
    if (poll(&readable, 1, -1) < 0 || !commands.fill()) return std::nullopt;
  }
}

int64_t usedCpuMs() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

ChildContext prepare(const Office& office, const Settings& settings, const Layers& layers, EventWriter& events) {
  std::string failed = warmUp(office, settings.warmUpDocuments);
  if (!failed.empty()) refuseToStart(events, "warm_up_failed", failed);
  forgetAuthors(office, settings.programFolder);
  preloadLibraries(settings.programFolder);
  clearBootstrapVariables();
  makeWorkingFolderTheUserFolder();
  endBackgroundThreads(office);
  if (!waitUntilSingleThreaded(10'000)) refuseToStart(events, "threads_left", "");
  releaseFreeMemory();
  JailPlan jail;
  jail.layers = layers;
  jail.landlockAbi = usableLandlockAbi(settings.maxLandlockAbi);
  jail.environment = variablesOfPress();
  jail.files.readable = readablePaths(settings.programFolder, settings.profileFolder);
  return {office, jail, settings.firstUserId, temporaryFolders(), settings.isTrial};
}

void reportReady(const Office& office, const JailPlan& jail, const std::vector<std::string>& replaced, EventWriter& events) {
  const Layers& layers = jail.layers;
  JsonLine line("event", "ready");
  line.text("libreOffice", office.version()).texts("layers", layers.names()).texts("missing", layers.missing().names());
  line.text("landlock", describeLandlock(layers.has(Layer::landlock) ? jail.landlockAbi : 0));
  line.text("compression", libDeflate() ? "libdeflate" : "zlib");
  line.text("allocator", hasFasterAllocator() ? "tcmalloc" : "the C library").texts("replaced", replaced);
  events.send(line.integer("cpuMs", usedCpuMs()).end());
}

[[noreturn]] void runTemplateProcess(const Settings& settings, LineReader& commands, EventWriter& events) {
  const int abi = usableLandlockAbi(settings.maxLandlockAbi);
  const Layers layers = availableLayers(abi, settings.firstUserId, settings.without);
  const std::vector<std::string> missing = layers.missing().names();
  if (settings.isEnforced && !missing.empty()) refuseToStart(events, "layer_missing", missing.front());
  if (!keepOnlyUserPrivileges()) refuseToStart(events, "privileges_failed", "");
  if (chdir(settings.workFolder.c_str()) != 0) refuseToStart(events, "work_folder_failed", settings.workFolder);
  setBootstrapVariables(settings.programFolder, settings.profileFolder);
  std::optional<Office> office = Office::start(settings.programFolder, settings.profileFolder);
  if (!office) refuseToStart(events, "libreoffice_failed", settings.programFolder);
  office->run([&] {
    ChildContext context = prepare(*office, settings, layers, events);
    const std::vector<std::string> replaced = settings.isTuned ? tuneOffice(*office) : std::vector<std::string>{};
    reportReady(*office, context.jail, replaced, events);
    TemplateProcess(context, settings.maxChildren, commands, events).serve();
    // Not exit(): LibreOffice's own shutdown is slow and touches files that children may still use.
    _exit(0);
  });
  refuseToStart(events, "loop_ended", settings.programFolder);
}

}  // namespace
}  // namespace press

int main(int, char** arguments) {
  // The press must not outlive the worker. The end of standard input has the same effect, a little later.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Executing this program again for a clean environment changed the name.
  prctl(PR_SET_NAME, "press");
  signal(SIGPIPE, SIG_IGN);
  // Keeps other processes of the same user from reading this memory, which all children share.
  prctl(PR_SET_DUMPABLE, 0);
  if (!press::startWithCleanEnvironment(arguments)) return 2;
  umask(0077);
  fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
  fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
  press::LineReader commands(STDIN_FILENO, 65536);
  press::EventWriter events(STDOUT_FILENO);
  std::optional<press::Json> first = press::firstCommand(commands);
  std::optional<press::Settings> settings = first ? press::Settings::of(*first) : std::nullopt;
  if (!settings) press::refuseToStart(events, "bad_settings", "The first line must be a complete start command.");
  press::runTemplateProcess(*settings, commands, events);
}
