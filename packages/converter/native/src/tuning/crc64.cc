#include "crc64.h"

#include <cstring>

namespace press {

Crc64::Crc64(Function bytewise) {
  for (unsigned value = 0; value < 256; ++value) {
    auto byte = static_cast<unsigned char>(value);
    tables_[0][value] = ~bytewise(~uint64_t{0}, &byte, 1);
  }
  for (size_t step = 1; step < tables_.size(); ++step)
    for (unsigned value = 0; value < 256; ++value) {
      uint64_t before = tables_[step - 1][value];
      tables_[step][value] = tables_[0][before & 0xff] ^ (before >> 8);
    }
}

uint64_t Crc64::of(uint64_t checksum, const void* bytes, size_t count) const {
  auto next = static_cast<const unsigned char*>(bytes);
  uint64_t state = ~checksum;
  for (; count >= 8; count -= 8, next += 8) {
    uint64_t word;
    memcpy(&word, next, 8);
    word ^= state;
    state = 0;
    for (unsigned index = 0; index < 8; ++index) state ^= tables_[7 - index][(word >> (8 * index)) & 0xff];
  }
  for (; count > 0; --count) state = tables_[0][(state ^ *next++) & 0xff] ^ (state >> 8);
  return ~state;
}

}  // namespace press
