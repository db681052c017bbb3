#pragma once

namespace press {

/// Sends every call of `original`, an exported function of a loaded library, to `replacement`, by a jump at its start.
/// Only while this process has a single thread. False, and nothing changed, unless all of this holds: the function is
/// longer than the jump, its code is the code of the library's file, no other function shares its address, the system
/// lets code be changed, and this architecture is known.
bool replaceFunction(void* original, const void* replacement);

}  // namespace press
