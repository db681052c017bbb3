#pragma once
#include <string>
#include <vector>

namespace press {

/// The version of Landlock that the kernel has; 0 when it has none or does not let this process use it.
int landlockAbi();

/// What a version of Landlock keeps, in words.
std::string landlockFacts(int abi);

struct LandlockRules {
  /// May be changed as well as read.
  std::vector<std::string> own;
  std::vector<std::string> readable;
  /// Plain files that may be run.
  std::vector<std::string> executable;
  /// Where local sockets may be made; empty: nowhere.
  std::string sockets;
};

/// From here on this process reaches only the files of the rules and, as far as the kernel's version goes, has no TCP,
/// no abstract socket of others and no signal out of its own jail. Needs no_new_privs. False when the kernel refuses.
bool enterLandlock(int abi, const LandlockRules& rules);

}  // namespace press
