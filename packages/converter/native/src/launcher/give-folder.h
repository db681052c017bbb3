#pragma once
#include <string>

namespace press {

/// Gives a folder and all that is in it to a user. Nothing in it may have been touched by that user yet. False when
/// something stays another's.
bool giveFolder(const std::string& folder, unsigned userId);

}  // namespace press
