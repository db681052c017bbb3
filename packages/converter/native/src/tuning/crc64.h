#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace press {

/// A CRC-64 that takes eight bytes at a step, from eight tables; byte by byte it would be four times slower. For the
/// polynomial of any function that computes the same byte by byte, least significant bit first, with all bits turned
/// before and after.
class Crc64 {
 public:
  using Function = uint64_t (*)(uint64_t checksum, const void* bytes, uint32_t count);

  /// Learns the polynomial's table by asking `bytewise` for single bytes.
  explicit Crc64(Function bytewise);
  uint64_t of(uint64_t checksum, const void* bytes, size_t count) const;

 private:
  std::array<std::array<uint64_t, 256>, 8> tables_;
};

}  // namespace press
