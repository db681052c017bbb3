#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <linux/filter.h>
#include <vector>

namespace press {

/// Writes a seccomp program: statements that the kernel reads from top to bottom at every system call.
class Filter {
 public:
  void loadArchitecture();
  void loadCall();
  /// The low half of an argument; both architectures are little-endian.
  void loadArgument(int index);
  void answer(uint32_t action);
  void answerIfEqual(uint32_t value, uint32_t action);
  void answerUnlessEqual(uint32_t value, uint32_t action);
  void answerFrom(uint32_t lowest, uint32_t action);
  /// The call is allowed with one of these values as its argument and refused with any other.
  void allowOnlyWith(int call, int argument, std::initializer_list<uint32_t> values);
  /// The call is refused where the bits of `mask` in its argument are one of these values, and allowed otherwise.
  void allowUnlessMasked(int call, int argument, uint32_t mask, std::initializer_list<uint32_t> values);
  /// From here on the kernel asks this program. False when it refuses it.
  bool install();

 private:
  void put(int code, uint32_t value, uint8_t ifTrue = 0, uint8_t ifFalse = 0);

  std::vector<sock_filter> statements_;
};

}  // namespace press
