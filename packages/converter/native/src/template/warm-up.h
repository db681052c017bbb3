#pragma once
#include <string>
#include <vector>

#include "../office/office.h"

namespace press {

/// Converts the project's own documents, so that the memory that every child shares with the template process already
/// holds the libraries, filters and fonts. Returns the first document that could not be converted, or an empty text.
std::string warmUp(const Office& office, const std::vector<std::string>& documents);

/// Loads libraries that many documents need but the warm-up documents do not. Otherwise every child would load its own
/// copy. Libraries that are not installed are skipped.
void preloadLibraries(const std::string& programFolder);

/// LibreOffice's temporary folders below the current directory, parents first.
std::vector<std::string> temporaryFolders();

}  // namespace press
