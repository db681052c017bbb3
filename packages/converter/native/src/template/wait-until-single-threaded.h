#pragma once

namespace press {

/// Waits until no thread that could hold a lock is left beside the caller's in this process; false when that takes
/// longer. A fork copies only the caller's thread: a lock that another one holds in that moment would be held in the
/// child for ever.
bool waitUntilAlone(int patienceMs);

}  // namespace press
