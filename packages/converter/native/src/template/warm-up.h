#pragma once
#include <string>
#include <vector>

#include "../office/office.h"

namespace press {

/// Converts documents of the project's own, so that every child finds the libraries, filters and fonts that they
/// need in the memory that it shares with the mother. Gives the first document that could not be converted, or an
/// empty text.
std::string warmUp(const Office& office, const std::vector<std::string>& documents);

/// Loads libraries that many documents need but the warm-up documents do not. Otherwise every child would load its own
/// copy. Libraries that are not installed are skipped.
void preloadLibraries(const std::string& programFolder);

/// LibreOffice's temporary folders below the present one, outer ones first.
std::vector<std::string> temporaryFolders();

}  // namespace press
