#pragma once
#include <cstdint>

#include "child-pipe.h"

namespace press {

/// Makes the child report when it runs out of memory. Otherwise a document that reaches the limit looks like one that is
/// damaged: it crashes or fails to load. From here on a crash ends the process at once, without LibreOffice's document
/// recovery. Must be called before the child enters the jail.
void prepareMemoryReport(const ChildPipe& pipe, int64_t memoryBytes);

/// A descriptor that must stay open in the jail.
int memoryReportDescriptor();

/// Whether this process has run out of memory, or nearly.
bool isOutOfMemory();

}  // namespace press
