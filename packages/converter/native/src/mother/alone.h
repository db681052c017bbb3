#pragma once

namespace press {

/// Waits until no thread but the caller's is left in this process; false when that takes longer. A fork copies only the
/// caller's thread: whatever lock another one holds in that moment would be held in the child for ever.
bool waitUntilAlone(int patienceMs);

}  // namespace press
