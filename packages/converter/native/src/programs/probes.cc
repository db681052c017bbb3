// Tries everything that a document must not do, from inside the jail that runs it: `probes TARGETS`, where TARGETS is JSON
// with lists of `processes` and `files`. With `hold` it only waits, as a target for others. For each attempt it writes a
// line of JSON to standard output that says whether it was refused.
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
  const std::vector<std::string> descriptors = unexpectedDescriptors({});
  runProbes(report, *targets, {unexpectedVariables(variablesOfProgram()), descriptors});
  return 0;
}
