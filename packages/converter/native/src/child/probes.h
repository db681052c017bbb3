#pragma once
#include <string>
#include <vector>

#include "voice.h"

namespace press {

/// Whom a document might try to harm.
struct Targets {
  int motherId;
  /// A file of another document.
  std::string neighbour;
  /// What the child may hold open.
  std::vector<int> keptDescriptors;
};

/// Tries, from inside the jail, everything that a document must not do, and says of each whether it was refused.
void runProbes(const Targets& targets, const Voice& voice);

}  // namespace press
