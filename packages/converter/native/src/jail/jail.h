#pragma once
#include <string>
#include <vector>

#include "layers.h"
#include "limits.h"

namespace press {

/// What one jail is made of.
struct JailPlan {
  /// Those to enter. What the machine lacks is not among them.
  Layers layers;
  int landlockAbi = 0;
  /// What a document may read beside its own folder: LibreOffice, fonts, the mother's profile.
  std::vector<std::string> readable;
  Limits limits;
  /// The user of the document's slot, for the layer of user ids.
  unsigned userId = 0;
  /// The process without which this one must not live.
  int motherId = 0;
  /// Descriptors that stay.
  std::vector<int> keptDescriptors;
};

/// Shuts the door behind this process, which stands in the document's folder. Nothing inside has been touched by a
/// document yet. Gives the first layer that could not be entered, or nothing when all could; the process must end
/// then, since it may be half in.
const char* enterJail(const JailPlan& plan);

}  // namespace press
