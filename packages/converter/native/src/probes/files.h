#pragma once
#include "report.h"
#include "targets.h"

namespace press {

/// Tries to read, change, move and replace a file of others, and to do what only its owner may do.
void tryFile(Report& report, const Target& file);

/// Tries what a document must not do in its own folder, the current directory, and to files of the system.
void tryOtherFiles(Report& report);

}  // namespace press
