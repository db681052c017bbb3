#pragma once
#include <string>

namespace press {

/// Loads libraries that many documents need and the documents for warming up do not: otherwise every child would load
/// them, for itself. Those that are not there are passed over.
void preloadLibraries(const std::string& programFolder);

}  // namespace press
