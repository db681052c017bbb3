#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <linux/filter.h>
#include <vector>

namespace press {

/// Builds a seccomp filter: BPF statements that the kernel runs from top to bottom for every system call.
class Filter {
 public:
  void loadArchitecture();
  void loadCall();
  /// Loads the low half of an argument. Both architectures are little-endian.
  void loadArgument(int index);
  void answer(uint32_t action);
  void answerIfEqual(uint32_t value, uint32_t action);
  void answerUnlessEqual(uint32_t value, uint32_t action);
  void answerFrom(uint32_t lowest, uint32_t action);
  /// Allows the call with one of these values as its argument, and refuses it with any other.
  void allowOnlyWith(int call, int argument, std::initializer_list<uint32_t> values);
  /// Refuses the call where the bits of `mask` in its argument equal one of these values, and allows it otherwise.
  void allowUnlessMasked(int call, int argument, uint32_t mask, std::initializer_list<uint32_t> values);
  /// The filter applies from here on. False when the kernel refuses it.
  bool install();

 private:
  void put(int code, uint32_t value, uint8_t ifTrue = 0, uint8_t ifFalse = 0);

  std::vector<sock_filter> statements_;
};

}  // namespace press
