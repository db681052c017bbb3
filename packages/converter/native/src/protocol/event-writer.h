#pragma once
#include <string>

namespace press {

/// Sends events without ever blocking: a reader that stops must not keep the template process from its deadlines.
class EventWriter {
 public:
  explicit EventWriter(int descriptor) : descriptor_(descriptor) {}

  void send(const std::string& line);
  /// For events that may be lost, such as progress: dropped while the reader is far behind.
  void offer(const std::string& line);
  bool hasMore() const { return !waiting_.empty(); }
  /// Writes as much as the pipe takes. False when there is no reader any more.
  bool flush();
  /// Waits until everything is written, at most a second at a time. For the last event before the process exits.
  void drain();

 private:
  int descriptor_;
  std::string waiting_;
};

}  // namespace press
