#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace press {

/// Whether the bytes are well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool isUtf8(std::string_view bytes);

/// False for a number that is no character, such as half of a surrogate pair.
bool appendUtf8(std::string& text, uint32_t codePoint);

/// UTF-16 as LibreOffice keeps it. Halves of surrogate pairs become U+FFFD.
std::string utf8Of(const char16_t* letters, size_t count);

}  // namespace press
