#pragma once

namespace press {

/// Waits until this process has no other thread that could hold a lock. False when the time runs out. A fork copies only
/// the calling thread: a lock that another thread holds at that moment stays locked in the child forever.
bool waitUntilSingleThreaded(int timeoutMs);

}  // namespace press
