#include "checksums.h"

#include <optional>

#include "../patching/replace-function.h"
#include "crc64.h"

namespace press {
namespace {

std::optional<Crc64> crc64;

uint64_t fasterCrc64(uint64_t checksum, const void* bytes, uint32_t count) { return crc64->of(checksum, bytes, count); }

bool isEqual(Crc64::Function original) {
  unsigned char sample[1027];
  uint32_t state = 1;
  for (unsigned char& byte : sample) byte = static_cast<unsigned char>((state = state * 1664525 + 1013904223) >> 24);
  for (uint32_t count : {0u, 1u, 7u, 8u, 9u, 64u, 1000u, 1026u})
    for (uint64_t before : {uint64_t{0}, ~uint64_t{0}, uint64_t{0x0123456789abcdef}})
      if (original(before, sample + 1, count) != crc64->of(before, sample + 1, count)) return false;
  return true;
}

}  // namespace

bool speedUpChecksums(const Office& office) {
  void* function = office.symbol("vcl_crc64");
  if (!function) return false;
  auto original = reinterpret_cast<Crc64::Function>(function);
  crc64.emplace(original);
  return isEqual(original) && replaceFunction(function, reinterpret_cast<const void*>(fasterCrc64));
}

}  // namespace press
