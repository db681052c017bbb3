#pragma once
#include "office.h"

namespace press {

/// LibreOfficeKit's `runLoop` enters the main loop through `ImplSVMain`. From LibreOffice 26.8 on, that function returns at
/// once when VCL is initialized, as it always is here, and `ImplSVMainRun` does what it did before. Redirects the one to
/// the other. Does nothing in a version without the second function. Must be called before the loop is run, while this
/// process is single-threaded.
void letMainLoopRun(const Office& office);

}  // namespace press
