// Tries everything that a document must not do, for a jail that runs a program: `probes TARGETS`, TARGETS being the JSON
// of lists of `processes` and `files`; with `hold` it only stays there. Says of each try on standard output whether it was refused, a line of JSON each.
#include <cstdio>
#include <unistd.h>

#include "../jail/descriptors.h"
#include "../jail/environment.h"
#include "launch-plan.h"
#include "../probes/probes.h"
#include "../protocol/json.h"

int main(int count, char** arguments) {
  using namespace press;
  std::optional<Json> json = count == 2 ? Json::parse(arguments[1]) : std::nullopt;
  std::optional<Targets> targets = json ? Targets::of(json->texts("processes"), json->texts("files")) : std::nullopt;
  if (!targets) return 2;
  Report report([](const std::string& line) {
    fputs(line.c_str(), stdout);
    fflush(stdout);
  });
  if (json->isTrue("hold")) stayUntilEnded(report);
  const std::vector<std::string> descriptors = strangersAmongDescriptors({});
  runProbes(report, *targets, {strangersInEnvironment(variablesOfProgram()), descriptors});
  return 0;
}
