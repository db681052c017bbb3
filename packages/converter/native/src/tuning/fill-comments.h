#pragma once
#include "../office/office.h"

namespace press {

/// For a PDF LibreOffice draws every filled shape and also writes a description of the fill, including its picture, into
/// a comment of the metafile. It reads the comment back but does not use it. Replaces the function that writes it by one
/// that writes nothing. False, with nothing changed, when this version has no such function or one that does not write
/// such a description.
bool skipFillComments(const Office& office);

}  // namespace press
