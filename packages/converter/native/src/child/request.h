#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../jail/limits.h"
#include "../probes/targets.h"
#include "../protocol/json.h"

namespace press {

/// What one child has to do: convert a document, or with `isProbe` try everything that a document must not do.
struct Request {
  std::string id;
  /// The only folder that the document may change. Source and result are names in it; the source's is its
  /// own and may hold any letters.
  std::string folder;
  std::string source;
  std::string result;
  /// What LibreOfficeKit calls the kind of the result.
  std::string format;
  /// LibreOffice's filter for the result, where its options are no JSON: LibreOfficeKit would change their commas.
  std::string filter;
  std::string loadOptions;
  std::string exportOptions;
  /// Holds the password, if there is one. The child removes the file before it opens the source. The password is not a
  /// part of the request because every later child shares the memory of the template process.
  std::string passwordFile;
  /// Whether to run the macro of the profile that reads and does the steps of the folder's file `steps`.
  bool hasSteps = false;
  Limits limits;
  /// Selects the user id of the child.
  unsigned slot = 0;
  bool isProbe = false;
  /// For a probe: which processes and files to attack.
  Targets targets;
  /// For a probe: only waits in its jail, as a target for another probe.
  bool isHeld = false;
  /// More system calls to refuse. Only a trial press accepts such a request.
  std::vector<std::string> refusedCalls;

  /// Empty when a field is missing or is not such a name.
  static std::optional<Request> of(const Json& message);
};

}  // namespace press
