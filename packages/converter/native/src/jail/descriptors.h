#pragma once
#include <string>
#include <vector>

namespace press {

/// Leaves this process nothing that another holds open, except what it names in `kept`. LibreOffice remembers the
/// numbers of its descriptors, so none is closed: a plain file that was open for reading only is opened anew, to
/// share no position with other processes, and all else, standard input and output included, becomes /dev/null.
bool leaveDescriptors(const std::vector<int>& kept);

/// Descriptors from 3 on that are not /dev/null and not a plain file open for reading only.
std::vector<std::string> strangersAmongDescriptors(const std::vector<int>& kept);

}  // namespace press
