#pragma once
#include <optional>
#include <string>
#include <vector>

namespace press {

/// A process or a file that a document might try to harm, with the words that reports use for it.
struct Target {
  std::string name;
  /// The process's number or the file's path.
  std::string what;
};

/// Whom a document might try to harm.
struct Targets {
  std::vector<Target> processes;
  /// Made for this purpose: whatever the jail does not refuse is really done to them.
  std::vector<Target> files;

  /// From texts such as "a neighbour=/path/of/its/file". Nothing when one has another form.
  static std::optional<Targets> of(const std::vector<std::string>& processes, const std::vector<std::string>& files);
};

}  // namespace press
