#pragma once
#include "office.h"

namespace press {

/// From 26.8 on, LibreOffice has a thread that throws away what it has drawn and not used for ten seconds. It would never
/// end, and every two seconds it takes a lock. Ends it and waits for its end. From then on such drawings are kept, also in
/// every child: that is right for a process that opens one document. Must be called while LibreOffice is idle. Does nothing
/// in a version without the thread.
void endBackgroundThreads(const Office& office);

}  // namespace press
