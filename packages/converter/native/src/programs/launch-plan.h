#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../jail/jail.h"
#include "../protocol/json.h"

namespace press {

/// What the launcher is told: where the program works and what it may use.
struct LaunchPlan {
  /// The program stands in it and may change what lies in `own`, given as names inside it. All of it becomes the
  /// program's user's.
  std::string folder;
  std::vector<std::string> own;
  JailPlan jail;

  /// Nothing when it is not complete.
  static std::optional<LaunchPlan> of(const std::string& json, const std::string& program);
};

/// What may be in the environment of a LibreOffice that is started anew.
const ExpectedVariables& variablesOfProgram();

}  // namespace press
