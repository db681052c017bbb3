#pragma once
#include "report.h"
#include "targets.h"

namespace press {

/// Tries to signal, limit and read a process of others.
void tryProcess(Report& report, const Target& process);

/// Tries to start a process.
void tryFork(Report& report);

}  // namespace press
