#pragma once
#include "office.h"

namespace press {

/// Makes LibreOffice forget the authors of changes that it has met. It gives each a colour, in the order in which it meets
/// them, and has met one in the warm-up; a document's first author is to get the first colour, as in soffice. Does
/// nothing in a version that keeps them elsewhere.
void forgetAuthors(const Office& office, const std::string& programFolder);

}  // namespace press
