#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../jail/layers.h"
#include "../protocol/json.h"

namespace press {

/// The start command: the first line that the template process reads.
struct Settings {
  /// LibreOffice's folder with soffice and its libraries.
  std::string programFolder;
  std::string profileFolder;
  /// For the temporary files of the template process.
  std::string workFolder;
  std::vector<std::string> warmUpDocuments;
  size_t maxChildren = 1;
  /// Slot n runs as user `firstUserId` + n where the layer of user ids is active.
  unsigned firstUserId = 0;
  /// Whether functions of LibreOffice are replaced by faster ones: see `tuning/`.
  bool isTuned = true;
  /// Refuses to start when a layer is missing.
  bool isEnforced = true;
  /// Layers to leave out, so that tests can show what each one prevents.
  Layers without;
  /// Uses no later version of Landlock than this one. 0: the version of the kernel.
  int maxLandlockAbi = 0;
  /// For trials of the jail, by tests and by `npm run doctor`: requests may leave out parts of it. Such a press never
  /// converts a document of a user.
  bool isTrial = false;

  static std::optional<Settings> of(const Json& message);
};

}  // namespace press
