#pragma once
#include <string>
#include <vector>

#include "../office/office.h"

namespace press {

/// Replaces functions of LibreOffice in this process's memory by faster ones with the same effect on a PDF, each only
/// after its own proof. Returns the names of what was replaced. Must be called once, before the document of any user,
/// while this process is single-threaded.
std::vector<std::string> tuneOffice(const Office& office);

}  // namespace press
