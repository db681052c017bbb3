#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace press {

/// Cuts what arrives on a non-blocking descriptor into lines.
class LineReader {
 public:
  /// A line longer than `maxBytes` counts as the end: whoever sends it is not keeping the protocol.
  LineReader(int descriptor, size_t maxBytes) : descriptor_(descriptor), maxBytes_(maxBytes) {}

  /// Reads what is there, at most once. False when nothing can follow any more; lines that came before are still there.
  bool fill();
  /// The next whole line without its line feed.
  std::optional<std::string> next();

 private:
  void keep(std::string_view bytes);

  int descriptor_;
  size_t maxBytes_;
  std::string buffer_;
  /// Where the next line begins in the buffer.
  size_t start_ = 0;
  /// How long the last line in the buffer is, which has no end yet.
  size_t openBytes_ = 0;
  bool isTooLong_ = false;
};

}  // namespace press
