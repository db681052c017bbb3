#pragma once
#include <string>

namespace press {

/// Where tcmalloc is installed, the file of its library; else empty. LibreOffice asks for memory in millions of small
/// pieces, and tcmalloc gives them in less time than the C library does. A process has it by `LD_PRELOAD` alone, so
/// the press starts anew with that.
const std::string& fasterAllocator();

/// Whether this process has its memory from there.
bool hasFasterAllocator();

/// Gives back to the system what is free. A child that takes it into use then gets an empty page, where it would have
/// copied one that nobody reads.
void releaseFreeMemory();

}  // namespace press
