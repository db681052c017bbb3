#pragma once

namespace press {

/// Lets every call of `original`, wherever it stands, go to `replacement`, by a jump at its start. Only for a function
/// that is longer than the jump, while this process has a single thread. False, and nothing changed, where the system
/// forbids to write there or this architecture is not known.
bool replaceFunction(void* original, const void* replacement);

}  // namespace press
