#pragma once
#include <string>
#include <vector>

namespace press {

/// What a document may read beside its own folder: LibreOffice, the system's libraries, fonts and time zones, and
/// the profile. Never a home, a temporary folder, /etc as a whole or /proc.
std::vector<std::string> readablePlaces(const std::string& programFolder, const std::string& profileFolder);

}  // namespace press
