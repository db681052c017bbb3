#pragma once
#include <string>
#include <vector>

#include "environment.h"
#include "landlock.h"
#include "layers.h"
#include "limits.h"
#include "seccomp/seccomp.h"

namespace press {

/// Everything that one jail consists of.
struct JailPlan {
  /// The layers to enter, without those that the machine does not support.
  Layers layers;
  int landlockAbi = 0;
  /// What a document may change, and what it may read: LibreOffice, fonts, the profile of the template process.
  LandlockRules files{{"."}, {}, {}, ""};
  ExpectedVariables environment;
  Limits limits;
  /// The user id of the document's slot, for the layer of user ids.
  unsigned userId = 0;
  /// This process is killed when its parent ends.
  int parentId = 0;
  SeccompProfile seccompProfile = SeccompProfile::child;
  /// Descriptors that stay open.
  std::vector<int> keptDescriptors;
  /// More system calls to refuse, so that tests can show why each one is allowed.
  std::vector<std::string> refusedCalls;
};

/// The version of Landlock to use: the kernel's, but no later than `highest` unless that is 0.
int usableLandlockAbi(int highest);

/// The layers that this machine supports, except those in `without`. `userId` 0: there are no other users to become.
Layers availableLayers(int landlockAbi, unsigned userId, const Layers& without);

/// Puts this process, whose current directory is the document's folder, into the jail. It must be called before the
/// document is opened. Returns the first layer that could not be entered, or null when all could. After a failure the
/// process must end, because only some of the layers may apply.
const char* enterJail(const JailPlan& plan);

}  // namespace press
