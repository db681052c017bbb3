#pragma once

namespace press {

/// Redirects every call of `original`, an exported function of a loaded library, to `replacement` with a jump at its
/// start. Must be called while this process is single-threaded. False, with nothing changed, unless all of this holds:
/// the function is longer than the jump, its code equals the code in the library's file, no other function shares its
/// address, the system allows code to be changed, and this architecture is supported.
bool replaceFunction(void* original, const void* replacement);

}  // namespace press
