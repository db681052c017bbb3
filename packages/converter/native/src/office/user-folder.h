#pragma once

namespace press {

/// Makes the folder in which a process stands LibreOffice's folder of the user from now on. The template process calls it
/// after it has read its profile, so a child of it writes the fonts that a document brings into the document's folder,
/// instead of the profile, where nothing may write. No document meets the fonts of another. Where a version of
/// LibreOffice lacks the function, it does without such fonts.
void makeWorkingFolderTheUserFolder();

}  // namespace press
