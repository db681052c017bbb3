#pragma once
#include "../office/office.h"
#include "request.h"
#include "child-pipe.h"

namespace press {

/// Loads the source, draws the thumbnail, saves the result, and says each of these. All paths are in the present
/// folder. What it says last is `saved` or `failed`, unless the process ended before.
void convert(const Office& office, const Order& order, const Voice& voice);

}  // namespace press
