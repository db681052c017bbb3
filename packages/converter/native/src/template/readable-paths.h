#pragma once
#include <string>
#include <vector>

namespace press {

/// What a child may read beside its document's folder: the system's places, the profile, and every folder in which
/// fontconfig finds fonts.
std::vector<std::string> readablePlaces(const std::string& programFolder, const std::string& profileFolder);

}  // namespace press
