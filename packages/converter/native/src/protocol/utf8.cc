#include "utf8.h"

namespace press {
namespace {

bool isCharacter(uint32_t point) { return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff); }

/// How many bytes follow this first byte; -1 when it cannot be one.
int followers(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xc2 && first < 0xe0) return 1;
  if (first >= 0xe0 && first < 0xf0) return 2;
  return first >= 0xf0 && first < 0xf5 ? 3 : -1;
}

}  // namespace

bool isUtf8(std::string_view bytes) {
  static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  for (size_t at = 0; at < bytes.size(); ++at) {
    unsigned char first = static_cast<unsigned char>(bytes[at]);
    int count = followers(first);
    if (count < 0 || at + static_cast<size_t>(count) >= bytes.size()) return false;
    uint32_t point = count == 0 ? first : first & (0x3fu >> count);
    for (int i = 0; i < count; ++i) {
      unsigned char next = static_cast<unsigned char>(bytes[++at]);
      if ((next & 0xc0) != 0x80) return false;
      point = (point << 6) | (next & 0x3f);
    }
    if (point < smallest[count] || !isCharacter(point)) return false;
  }
  return true;
}

bool appendUtf8(std::string& text, uint32_t point) {
  if (!isCharacter(point)) return false;
  int count = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  static const unsigned char marks[] = {0, 0xc0, 0xe0, 0xf0};
  text += static_cast<char>(marks[count] | (point >> (6 * count)));
  while (count-- > 0) text += static_cast<char>(0x80 | ((point >> (6 * count)) & 0x3f));
  return true;
}

std::string utf8Of(const char16_t* letters, size_t count) {
  std::string text;
  for (size_t at = 0; at < count; ++at) {
    uint32_t point = letters[at];
    bool isPair = point >= 0xd800 && point < 0xdc00 && at + 1 < count && (letters[at + 1] & 0xfc00) == 0xdc00;
    if (isPair) point = 0x10000 + ((point - 0xd800) << 10) + (letters[++at] - 0xdc00u);
    if (!appendUtf8(text, point)) appendUtf8(text, 0xfffd);
  }
  return text;
}

}  // namespace press
