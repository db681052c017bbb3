#pragma once
#include <string>
#include <vector>

namespace press {

/// Runs this program anew unless its environment holds only what LibreOffice needs: what was there before stays
/// readable in a process's memory and in /proc, so a secret must not have been there at all. Gives false when the
/// program cannot be run anew.
bool startWithCleanEnvironment(char** arguments);

/// Takes away what LibreOffice added since. False when something stays.
bool emptyEnvironment();

/// Names in the environment that a document must not see.
std::vector<std::string> strangersInEnvironment();

}  // namespace press
