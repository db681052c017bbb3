#pragma once
#include "../office/office.h"

namespace press {

/// On its way to the PDF LibreOffice draws every filled shape, and describes the fill besides, picture and all, in a
/// comment that it reads back without using it. From here on those comments are empty and passed over. False, and
/// nothing is changed, where this version has no such function or one that does not write such a description.
bool skipFillComments(const Office& office);

}  // namespace press
