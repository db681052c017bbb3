#pragma once
#include <string>
#include <vector>

#include "report.h"
#include "targets.h"

namespace press {

/// What lies in a process that a document must not find.
struct Strangers {
  /// Names of variables of the environment.
  std::vector<std::string> variables;
  /// Numbers of descriptors.
  std::vector<std::string> descriptors;
};

/// Tries, from inside the jail, everything that a document must not do, and says of each whether it was refused.
void runProbes(Report& report, const Targets& targets, const Strangers& strangers);

/// Says that it is there and waits to be ended, in a way that every jail allows, for another to try to harm it.
[[noreturn]] void stayUntilEnded(Report& report);

}  // namespace press
