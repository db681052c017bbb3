#pragma once
#include "report.h"
#include "targets.h"

namespace press {

/// Tries to read, change, move and replace a file that is not the document's, and what only its owner may do to it.
void tryFile(Report& report, const Target& file);

/// Tries what a document must not do in its own folder, the present one, and to files of the system.
void tryOtherFiles(Report& report);

}  // namespace press
