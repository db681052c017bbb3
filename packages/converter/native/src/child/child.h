#pragma once
#include <string>
#include <vector>

#include "../jail/jail.h"
#include "../office/office.h"
#include "request.h"

namespace press {

/// What every child takes along from the mother.
struct Inheritance {
  const Office& office;
  JailPlan jail;
  unsigned firstUserId;
  /// LibreOffice's temporary folders, relative to the folder it stands in.
  std::vector<std::string> temporaryFolders;
  /// Whether orders may leave out parts of the jail.
  bool isTrial;
};

/// The whole life of a child, from after the fork to the end of the process. It exits with 0 after having said how
/// it went, and with another status when it could not.
[[noreturn]] void liveAsChild(const Inheritance& inheritance, const Order& order, int pipe, int motherId);

}  // namespace press
