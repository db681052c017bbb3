#include "background-threads.h"

namespace press {

void endBackgroundThreads(const Office& office) {
  auto end = reinterpret_cast<void (*)()>(
      office.symbol("_ZN12drawinglayer11primitive2d28BufferedDecompositionFlusher8shutdownEv"));
  // LibreOffice holds none of its locks while it is idle, so the thread cannot be waiting for one.
  if (end) end();
}

}  // namespace press
