#pragma once
#include <string>
#include <vector>

#include "../office/office.h"

namespace press {

/// Replaces functions of LibreOffice in this process's memory by cheaper ones with the same effect on a PDF, each only
/// after its own proof. Gives the names of what was replaced. To be called once, before any document of a user, while
/// this process has a single thread.
std::vector<std::string> tuneOffice(const Office& office);

}  // namespace press
