// Runs a program in the jail: `jail PLAN PROGRAM ARGUMENTS...`, where PLAN is the JSON of a LaunchPlan. It is meant for a
// LibreOffice that is started for one document, or for a tool that works on one. The program runs in the plan's folder, which then belongs to its user.
// `jail --layers PLAN` prints which layers it would have. When a layer cannot be entered, the program is not run: `jail`
// exits with 126 and writes a line to standard error.
#include <cstdio>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "launch-plan.h"

namespace press {
namespace {

int refuse(const std::string& why) {
  fprintf(stderr, "The jail cannot be entered: %s\n", why.c_str());
  return 126;
}

/// Gives a folder and all that is in it to a user who has not touched any of it yet. False when something still belongs
/// to another user.
bool changeOwner(const std::string& folder, unsigned userId) {
  namespace fs = std::filesystem;
  std::error_code error;
  bool isChanged = lchown(folder.c_str(), userId, userId) == 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    isChanged = lchown(entry.path().c_str(), userId, userId) == 0 && isChanged;
  return isChanged && !error;
}

int printLayers(const JailPlan& jail) {
  JsonLine line("event", "layers");
  line.texts("layers", jail.layers.names()).texts("missing", jail.layers.missing().names());
  line.text("landlock", describeLandlock(jail.layers.has(Layer::landlock) ? jail.landlockAbi : 0));
  fputs(line.end().c_str(), stdout);
  return 0;
}

int launch(const LaunchPlan& plan, char** program) {
  const JailPlan& jail = plan.jail;
  bool hasOwnUser = jail.layers.has(Layer::userIds);
  if (chdir(plan.folder.c_str()) != 0) return refuse("its folder");
  if (hasOwnUser && !changeOwner(".", jail.userId)) return refuse("its folder's owner");
  umask(0077);
  if (const char* layer = enterJail(jail)) return refuse(layer);
  if (access(plan.folder.c_str(), X_OK) != 0) return refuse(plan.folder + " is not within reach of its user");
  execv(program[0], program);
  return refuse("the program does not start");
}

}  // namespace
}  // namespace press

int main(int count, char** arguments) {
  bool isQuestion = count == 3 && std::string(arguments[1]) == "--layers";
  if (count < 3) return press::refuse("PLAN PROGRAM ARGUMENTS... are needed");
  const std::string text = arguments[isQuestion ? 2 : 1], program = isQuestion ? "/" : arguments[2];
  std::optional<press::LaunchPlan> plan = press::LaunchPlan::of(text, program);
  if (!plan) return press::refuse("the plan is not complete");
  if (!plan->jail.refusedCalls.empty() && !plan->isTrial) return press::refuse("calls are refused only in trials");
  return isQuestion ? press::printLayers(plan->jail) : press::launch(*plan, arguments + 2);
}
