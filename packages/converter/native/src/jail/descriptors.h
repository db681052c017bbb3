#pragma once
#include <string>
#include <vector>

namespace press {

/// Replaces every descriptor that this process shares with another one, except those in `kept`. LibreOffice remembers the
/// numbers of its descriptors, so none is closed. A plain file that is open for reading only is opened again, so that
/// its position is not shared; everything else, standard input and output included, becomes /dev/null.
bool replaceDescriptors(const std::vector<int>& kept);

/// Descriptors from 3 on that are neither in `kept`, nor /dev/null, nor a plain file open for reading only.
std::vector<std::string> unexpectedDescriptors(const std::vector<int>& kept);

}  // namespace press
