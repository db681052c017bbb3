#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../jail/layers.h"
#include "../protocol/json.h"

namespace press {

/// What the mother is told in her first line.
struct Settings {
  /// LibreOffice's folder with soffice and its libraries.
  std::string programFolder;
  std::string profileFolder;
  /// The mother's own, for her temporary files.
  std::string workFolder;
  std::vector<std::string> warmUpDocuments;
  size_t maxChildren = 1;
  /// Slot n runs as user `firstUserId` + n where the layer of user ids is active.
  unsigned firstUserId = 0;
  /// Whether functions of LibreOffice are replaced by cheaper ones: see `tuning/`.
  bool isTuned = true;
  /// Refuses to start when a layer is missing.
  bool isEnforced = true;
  /// Left out, to see what they are good for.
  Layers without;
  /// Landlock's version is taken to be this one where the kernel has a later one; 0: as it is.
  int maxLandlockAbi = 0;
  /// For trying things out: its orders may leave out parts of the jail, so it converts for nobody.
  bool isTrial = false;

  static std::optional<Settings> of(const Json& message);
};

}  // namespace press
