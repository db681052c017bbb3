#pragma once

namespace press {

/// From here on LibreOffice's user folder is the current directory of each process. The template process calls this after
/// it has read its profile. A child then writes the fonts that a document contains into the document's folder instead of
/// the profile, which it cannot change, and no document sees the fonts of another. A version of LibreOffice without the
/// function cannot use such fonts.
void makeWorkingFolderTheUserFolder();

}  // namespace press
