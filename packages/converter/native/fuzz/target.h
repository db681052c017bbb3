#pragma once
#include <string>
#include <string_view>

namespace press {

/// Gives the bytes to the parsers of the protocol, and aborts when one of them breaks its promises.
void tryInput(std::string_view bytes);

/// How the JSON parser understands a line: "refused", or the members `text`, `integer` and `list` written again.
std::string answerTo(std::string_view line);

}  // namespace press
