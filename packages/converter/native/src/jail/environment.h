#pragma once
#include <string>
#include <vector>

namespace press {

/// The variables that an environment may have: `NAME=value`, or `NAME` for any value.
using ExpectedVariables = std::vector<std::string>;

/// The variables that LibreOffice needs in the press.
const ExpectedVariables& variablesOfPress();

/// Executes this program again unless its environment holds only the variables of the press. Variables that are unset
/// later stay readable in memory and in /proc, so a secret must not be there at the start. Returns true when the
/// environment is clean, and false when the program cannot be executed again.
bool startWithCleanEnvironment(char** arguments);

/// Unsets every variable that is not expected. False when one remains.
bool removeUnexpectedVariables(const ExpectedVariables& expected);

/// Names of the variables that are not expected.
std::vector<std::string> unexpectedVariables(const ExpectedVariables& expected);

}  // namespace press
