#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../jail/jail.h"
#include "../protocol/json.h"

namespace press {

/// The argument of the program `jail`: where a program runs and what it may use.
struct LaunchPlan {
  /// The program's current directory. The program may change what is in `own`, which are names in it. All of it is given
  /// to the program's user.
  std::string folder;
  std::vector<std::string> own;
  /// What a tool may read beside its folder. It is no LibreOffice, so it gets nothing else.
  std::vector<std::string> readable;
  JailPlan jail;
  /// Only a trial may name further calls to refuse; no document of a user is converted in one.
  bool isTrial = false;

  /// Empty when a field is missing.
  static std::optional<LaunchPlan> of(const std::string& json, const std::string& program);
};

/// The variables that a program that is started for one document may have.
const ExpectedVariables& variablesOfProgram();

}  // namespace press
