#pragma once
#include <string>
#include <vector>

namespace press {

/// The version of Landlock in the kernel; 0 when there is none or this process may not use it.
int landlockAbi();

/// What a version of Landlock protects, in words.
std::string describeLandlock(int abi);

struct LandlockRules {
  /// May be read and changed.
  std::vector<std::string> own;
  std::vector<std::string> readable;
  /// Plain files that may be executed.
  std::vector<std::string> executable;
  /// The folder in which local sockets may be created. Empty: nowhere.
  std::string sockets;
};

/// From here on this process can access only the files of the rules. Depending on the kernel's version it also has no TCP,
/// no abstract sockets of other processes, and no signals to them. Needs no_new_privs. False when the kernel refuses.
bool enterLandlock(int abi, const LandlockRules& rules);

}  // namespace press
