#pragma once
#include <optional>
#include <string>
#include <vector>

namespace press {

/// A process or a file that a document might attack, and its name in reports.
struct Target {
  std::string name;
  /// The process id or the path.
  std::string what;
};

/// What a document might attack.
struct Targets {
  std::vector<Target> processes;
  /// Made for this purpose: what the jail does not refuse is really done to them.
  std::vector<Target> files;

  /// From texts such as "a neighbour=/path/of/its/file". Empty when one has another form.
  static std::optional<Targets> of(const std::vector<std::string>& processes, const std::vector<std::string>& files);
};

}  // namespace press
