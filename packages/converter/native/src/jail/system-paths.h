#pragma once
#include <string>
#include <vector>

namespace press {

/// What a document may read besides its own folder: LibreOffice, the system's libraries, fonts and time zones. Never a
/// home folder, a temporary folder, /etc as a whole or /proc.
std::vector<std::string> systemPaths(const std::string& programFolder);

/// The path with all links resolved, or unchanged when there is no such file.
std::string realPath(const std::string& path);

}  // namespace press
