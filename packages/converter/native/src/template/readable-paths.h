#pragma once
#include <string>
#include <vector>

namespace press {

/// What a child may read besides the folder of its document: the system's paths, the profile, and every font folder of
/// fontconfig.
std::vector<std::string> readablePaths(const std::string& programFolder, const std::string& profileFolder);

}  // namespace press
