#pragma once
#include <string>

namespace press {

/// What a child tells the mother, line by line, over the only descriptor that it keeps.
class Voice {
 public:
  explicit Voice(int descriptor) : descriptor_(descriptor) {}
  /// Waits until the mother took it.
  void say(const std::string& line) const;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace press
