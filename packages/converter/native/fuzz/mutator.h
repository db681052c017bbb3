#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace press {

/// Makes new inputs from old ones. The same seed gives the same inputs.
class Mutator {
 public:
  explicit Mutator(uint64_t seed) : state_(seed * 2 + 1) {}

  std::string mutate(const std::vector<std::string>& corpus);

 private:
  size_t below(size_t limit);
  void change(std::string& bytes, const std::vector<std::string>& corpus);

  uint64_t state_;
};

}  // namespace press
