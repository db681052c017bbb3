#include "mutator.h"

namespace press {
namespace {

constexpr size_t maxBytes = 600;

const std::vector<std::string>& tokens() {
  static const std::vector<std::string> all = {
      "\"text\":", "\"list\":", "\"integer\":", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u0000",
      "true", "false", "null", "-", "0", "9007199254740993", "1e308", "1E-9", ".5", "\n", "\r\n", " ", "[[[[[[[[", "\xf0\x9f\x98\x80",
      "\xed\xa0\x80", "\xc0\x80", "\xff", std::string(1, '\0'), std::string(24, 'x'), std::string(25, 'x') + "\n"};
  return all;
}

}  // namespace

/// xorshift64* (https://doi.org/10.1145/2845077): fast, and random enough for this.
size_t Mutator::below(size_t limit) {
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return static_cast<size_t>((state_ * 0x2545f4914f6cdd1dull) >> 33) % limit;
}

std::string Mutator::mutate(const std::vector<std::string>& corpus) {
  std::string bytes = corpus[below(corpus.size())];
  for (size_t count = 1 + below(4); count > 0; --count) change(bytes, corpus);
  if (bytes.size() > maxBytes) bytes.resize(maxBytes);
  return bytes;
}

void Mutator::change(std::string& bytes, const std::vector<std::string>& corpus) {
  size_t at = below(bytes.size() + 1);
  switch (below(6)) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
      break;
    case 1: bytes.insert(at, 1, static_cast<char>(below(256))); break;
    case 2: bytes.erase(at, 1 + below(16)); break;
    case 3: bytes.insert(at, bytes.substr(below(bytes.size() + 1), 1 + below(32))); break;
    case 4: bytes.insert(at, tokens()[below(tokens().size())]); break;
    default: {
      const std::string& other = corpus[below(corpus.size())];
      bytes = bytes.substr(0, at) + other.substr(below(other.size() + 1));
    }
  }
}

}  // namespace press
