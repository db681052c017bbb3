#pragma once
#include <string>

namespace press {

/// Sends the messages of a child, one per line, to the template process.
class ChildPipe {
 public:
  explicit ChildPipe(int descriptor) : descriptor_(descriptor) {}
  /// Blocks until the whole line is in the pipe.
  void send(const std::string& line) const;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace press
