#pragma once
#include <optional>
#include <string>

namespace press {

/// Cuts what arrives on a non-blocking descriptor into lines.
class LineReader {
 public:
  /// A line longer than `maxBytes` counts as the end: whoever sends it is not keeping the protocol.
  LineReader(int descriptor, size_t maxBytes) : descriptor_(descriptor), maxBytes_(maxBytes) {}

  /// Reads what is there, at most once. False when nothing can follow any more.
  bool fill();
  /// The next whole line without its line feed.
  std::optional<std::string> next();

 private:
  int descriptor_;
  size_t maxBytes_;
  std::string buffer_;
};

}  // namespace press
