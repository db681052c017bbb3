#pragma once
#include <string>
#include <vector>

namespace press {

/// The version of Landlock that the kernel has; 0 when it has none or does not let this process use it.
int landlockAbi();

/// What a version of Landlock keeps, in words.
std::string landlockFacts(int abi);

/// From here on this process reads only below `readable`, changes only what is below `own`, and, as far as the
/// kernel's version goes, has no TCP, no abstract socket and no signal out of its own jail. Needs no_new_privs.
/// False when the kernel refuses.
bool enterLandlock(int abi, const std::vector<std::string>& readable, const std::string& own);

}  // namespace press
