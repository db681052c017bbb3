#pragma once
#include <string>

namespace press {

/// The path of tcmalloc's library, or empty when it is not installed. LibreOffice makes millions of small allocations,
/// and tcmalloc takes less time for them than the C library. It can only be loaded with `LD_PRELOAD`, so the press
/// executes itself again with that variable.
const std::string& fasterAllocator();

/// Whether this process uses tcmalloc.
bool hasFasterAllocator();

/// Returns free memory to the system. A child that uses it later then gets an empty page, instead of a copy of a page
/// that nobody reads.
void releaseFreeMemory();

}  // namespace press
