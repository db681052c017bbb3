#pragma once
#include <optional>
#include <string>
#include <vector>

#include "../jail/limits.h"
#include "../probes/targets.h"
#include "../protocol/json.h"

namespace press {

/// One document to convert, or with `isProbe` one try at everything that a document must not do.
struct Order {
  std::string id;
  /// Everything that the document may touch. Source, result and thumbnail are names inside it.
  std::string folder;
  std::string source;
  std::string result;
  /// Empty: none is drawn.
  std::string thumbnail;
  std::string loadOptions;
  std::string exportOptions;
  /// Holds the password, where there is one. It comes as a file, which the child removes before it opens the source,
  /// so that the mother, whose memory every later child shares, never knew it.
  std::string passwordFile;
  Limits limits;
  /// Which of the user ids it gets.
  unsigned slot = 0;
  bool isProbe = false;
  /// For a probe: whom to try to harm.
  Targets targets;
  /// For a probe: does nothing but stay in its jail until it is ended, for another to try to harm it.
  bool isHeld = false;

  /// System calls to refuse beside those that always are; only a press for trials takes such an order.
  std::vector<std::string> refusedCalls;

  /// Nothing when something is missing or no plain file name.
  static std::optional<Order> of(const Json& message);
};

}  // namespace press
