#pragma once
#include <string>
#include <vector>

#include "environment.h"
#include "landlock.h"
#include "layers.h"
#include "limits.h"
#include "seccomp.h"

namespace press {

/// What one jail is made of.
struct JailPlan {
  /// Those to enter. What the machine lacks is not among them.
  Layers layers;
  int landlockAbi = 0;
  /// What a document may touch and what it may read: LibreOffice, fonts, the mother's profile.
  LandlockRules files{{"."}, {}, {}, ""};
  ExpectedVariables environment;
  Limits limits;
  /// The user of the document's slot, for the layer of user ids.
  unsigned userId = 0;
  /// The process without which this one must not live.
  int motherId = 0;
  Inmate inmate = Inmate::child;
  /// Descriptors that stay.
  std::vector<int> keptDescriptors;
  /// System calls to refuse beside those that always are, to see what they are good for.
  std::vector<std::string> refusedCalls;
};

/// The version of Landlock to use, no later than `highest`; 0: the kernel's own.
int usableLandlockAbi(int highest);

/// What this machine offers and is not left out. `userId` 0: nobody can be another user here.
Layers availableLayers(int landlockAbi, unsigned userId, const Layers& without);

/// Shuts the door behind this process, which stands in the document's folder. Nothing inside has been touched by a
/// document yet. Gives the first layer that could not be entered, or nothing when all could; the process must end
/// then, since it may be half in.
const char* enterJail(const JailPlan& plan);

}  // namespace press
