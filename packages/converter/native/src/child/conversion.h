#pragma once
#include "../office/office.h"
#include "request.h"
#include "child-pipe.h"

namespace press {

/// Loads the source, saves the result, and sends a message for each step. All files are in the
/// current directory. One of them is `saved` or `failed`, unless the process ends before.
void convert(const Office& office, const Request& request, const ChildPipe& pipe);

}  // namespace press
