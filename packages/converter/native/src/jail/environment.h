#pragma once
#include <string>
#include <vector>

namespace press {

/// What may be in an environment: `NAME=value`, or `NAME` with any value.
using ExpectedVariables = std::vector<std::string>;

/// What LibreOffice needs in the press.
const ExpectedVariables& variablesOfPress();

/// Runs this program anew unless its environment holds only what LibreOffice needs: what was there before stays
/// readable in a process's memory and in /proc, so a secret must not have been there at all. Gives false when the
/// program cannot be run anew.
bool startWithCleanEnvironment(char** arguments);

/// Takes away what is not expected. False when something stays.
bool emptyEnvironment(const ExpectedVariables& expected);

/// Names in the environment that a document must not see.
std::vector<std::string> strangersInEnvironment(const ExpectedVariables& expected);

}  // namespace press
