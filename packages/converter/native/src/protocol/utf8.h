#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace press {

/// Whether the bytes are well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool isUtf8(std::string_view bytes);

/// False for a code point that is not a character, such as half of a surrogate pair.
bool appendUtf8(std::string& text, uint32_t codePoint);

/// Converts LibreOffice's UTF-16. Halves of surrogate pairs become U+FFFD.
std::string utf8Of(const char16_t* letters, size_t count);

}  // namespace press
