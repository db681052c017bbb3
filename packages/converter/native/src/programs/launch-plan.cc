#include "launch-plan.h"

#include <algorithm>
#include <unistd.h>

#include "../jail/system-paths.h"

namespace press {
namespace {

/// What the kernel opens to run the program: its file and the loader that this file names.
std::vector<std::string> executables(const std::string& program) {
  return {program, "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"};
}

/// The program's folder of its own, and what the plan names beside it.
LandlockRules filesOfTool(const LaunchPlan& plan, const std::string& program) {
  LandlockRules files{plan.own, plan.readable, executables(program), ""};
  files.readable.push_back(".");
  return files;
}

LandlockRules filesOfOffice(const LaunchPlan& plan, const std::string& program) {
  LandlockRules files;
  files.own = plan.own;
  files.readable = systemPaths(program.substr(0, program.rfind('/')));
  files.readable.insert(files.readable.end(), plan.readable.begin(), plan.readable.end());
  files.executable = executables(program);
  // LibreOffice has no other place for the socket with which it notices a second start.
  files.sockets = "/tmp";
  return files;
}

}  // namespace

std::optional<LaunchPlan> LaunchPlan::of(const std::string& text, const std::string& program) {
  std::optional<Json> json = Json::parse(text);
  if (!json) return std::nullopt;
  LaunchPlan plan;
  plan.folder = json->text("folder").value_or("");
  plan.own = json->texts("own");
  JailPlan& jail = plan.jail;
  jail.landlockAbi = usableLandlockAbi(static_cast<int>(json->integer("maxLandlockAbi").value_or(0)));
  jail.userId = static_cast<unsigned>(json->integer("userId").value_or(0));
  jail.layers = availableLayers(jail.landlockAbi, jail.userId, Layers::named(json->texts("without")));
  plan.readable = json->texts("readable");
  bool isTool = json->isTrue("tool");
  jail.files = isTool ? filesOfTool(plan, program) : filesOfOffice(plan, program);
  jail.environment = variablesOfProgram();
  jail.limits.memoryBytes = json->integer("memoryBytes").value_or(jail.limits.memoryBytes);
  jail.limits.cpuSeconds = json->integer("cpuSeconds").value_or(jail.limits.cpuSeconds);
  jail.limits.fileBytes = json->integer("fileBytes").value_or(jail.limits.fileBytes);
  jail.parentId = getppid();
  SeccompProfile toolProfile = json->isTrue("java") ? SeccompProfile::java : SeccompProfile::tool;
  jail.seccompProfile = isTool ? toolProfile : SeccompProfile::office;
  jail.keptDescriptors = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
  jail.refusedCalls = json->texts("refusedCalls");
  plan.isTrial = json->isTrue("trial");
  return plan.folder.rfind('/', 0) == 0 ? std::optional(plan) : std::nullopt;
}

const ExpectedVariables& variablesOfProgram() {
  static const ExpectedVariables all = {
      "PATH", "HOME", "TMPDIR", "LANG", "SAL_USE_VCLPLUGIN", "SAX_DISABLE_THREADS", "UNO_SHARED_PACKAGES_CACHE", "FONTCONFIG_FILE",
      // For the macro that opens documents with a password. The password belongs to the same document.
      "OFFICE_SOURCE", "OFFICE_RESULT", "OFFICE_FILTER", "OFFICE_IMPORT_FILTER", "OFFICE_PASSWORD",
  };
  return all;
}

}  // namespace press
