#pragma once
#include <string>
#include <string_view>

namespace press {

/// Gives the bytes to a reader of the protocol, and ends the process where it does not keep its promises.
void tryInput(std::string_view bytes);

/// How the reader of JSON understands one line: nothing where it refuses it, else the members `text` and `integer` anew.
std::string answerTo(std::string_view line);

}  // namespace press
