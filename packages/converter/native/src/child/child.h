#pragma once
#include <string>
#include <vector>

#include "../jail/jail.h"
#include "../office/office.h"
#include "request.h"

namespace press {

/// What every child inherits from the template process.
struct ChildContext {
  const Office& office;
  JailPlan jail;
  unsigned firstUserId;
  /// LibreOffice's temporary folders, relative to the current directory.
  std::vector<std::string> temporaryFolders;
  /// Whether requests may leave out parts of the jail.
  bool isTrial;
};

/// Runs the child from the fork to the end of the process. It exits with 0 after it has reported how it went, and with
/// another status when it could not get that far.
[[noreturn]] void runChild(const ChildContext& context, const Request& request, int pipeDescriptor, int parentId);

}  // namespace press
