#pragma once
#include "report.h"
#include "targets.h"

namespace press {

/// Tries to signal, to limit and to read a process that is not the document's.
void tryProcess(Report& report, const Target& process);

/// Tries to start a process.
void tryFork(Report& report);

}  // namespace press
