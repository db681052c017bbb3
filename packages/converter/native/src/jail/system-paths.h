#pragma once
#include <string>
#include <vector>

namespace press {

/// What a document may read beside its own folder: LibreOffice, the system's libraries, fonts and time zones. Never a
/// home, a temporary folder, /etc as a whole or /proc.
std::vector<std::string> systemPlaces(const std::string& programFolder);

/// The path without links, or as it is where there is no such file.
std::string realPath(const std::string& path);

}  // namespace press
