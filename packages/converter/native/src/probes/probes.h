#pragma once
#include <string>
#include <vector>

#include "report.h"
#include "targets.h"

namespace press {

/// What is left in a process although a document must not find it.
struct Unexpected {
  /// Names of environment variables.
  std::vector<std::string> variables;
  /// Numbers of descriptors.
  std::vector<std::string> descriptors;
};

/// Tries, from inside the jail, everything that a document must not do, and reports whether each attempt was refused.
void runProbes(Report& report, const Targets& targets, const Unexpected& unexpected);

/// Reports that it is there and waits until it is killed, as a target for another probe.
[[noreturn]] void stayUntilEnded(Report& report);

}  // namespace press
