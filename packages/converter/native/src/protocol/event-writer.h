#pragma once
#include <string>

namespace press {

/// Sends events without ever blocking: a reader that stops reading must not keep the mother from its deadlines.
class EventWriter {
 public:
  explicit EventWriter(int descriptor) : descriptor_(descriptor) {}

  void send(const std::string& line);
  /// For what may be missed, such as progress: dropped while the reader is far behind.
  void offer(const std::string& line);
  bool hasMore() const { return !waiting_.empty(); }
  /// Writes what the reader takes. False when there is no reader any more.
  bool flush();
  /// Waits until all is written; for the last words before the end.
  void drain();

 private:
  int descriptor_;
  std::string waiting_;
};

}  // namespace press
