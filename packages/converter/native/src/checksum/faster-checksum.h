#pragma once
#include "../office/office.h"

namespace press {

/// LibreOffice takes a checksum of every picture, byte by byte. From here on it gets the same one in a quarter of the
/// time. False, and nothing happens, where this version has no such function, or one that computes something else.
bool speedUpChecksums(const Office& office);

}  // namespace press
