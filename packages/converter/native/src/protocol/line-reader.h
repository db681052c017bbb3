#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace press {

/// Splits what arrives on a non-blocking descriptor into lines.
class LineReader {
 public:
  /// A line longer than `maxBytes` counts as the end of the input, because it breaks the protocol.
  LineReader(int descriptor, size_t maxBytes) : descriptor_(descriptor), maxBytes_(maxBytes) {}

  /// Reads once without blocking. False when the input has ended; the lines before that are still available.
  bool fill();
  /// The next complete line without its line feed.
  std::optional<std::string> next();

 private:
  void keep(std::string_view bytes);

  int descriptor_;
  size_t maxBytes_;
  std::string buffer_;
  /// Where the next line starts in the buffer.
  size_t start_ = 0;
  /// The length of the incomplete line at the end of the buffer.
  size_t openBytes_ = 0;
  bool isTooLong_ = false;
};

}  // namespace press
