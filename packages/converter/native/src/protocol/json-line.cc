#include "json.h"

namespace press {
namespace {

void appendText(std::string& line, std::string_view value) {
  static const char hex[] = "0123456789abcdef";
  line += '"';
  for (unsigned char letter : value) {
    if (letter == '"' || letter == '\\') {
      line += '\\';
      line += static_cast<char>(letter);
    } else if (letter < 0x20 || letter == 0x7f) {
      line += "\\u00";
      line += hex[letter >> 4];
      line += hex[letter & 15];
    } else {
      line += static_cast<char>(letter);
    }
  }
  line += '"';
}

}  // namespace

JsonLine::JsonLine(std::string_view name, std::string_view value) : line_("{") { text(name, value); }

void JsonLine::name(std::string_view name) {
  if (line_.size() > 1) line_ += ',';
  appendText(line_, name);
  line_ += ':';
}

JsonLine& JsonLine::text(std::string_view name, std::string_view value) {
  this->name(name);
  appendText(line_, value);
  return *this;
}

JsonLine& JsonLine::integer(std::string_view name, int64_t value) {
  this->name(name);
  line_ += std::to_string(value);
  return *this;
}

JsonLine& JsonLine::boolean(std::string_view name, bool value) {
  this->name(name);
  line_ += value ? "true" : "false";
  return *this;
}

JsonLine& JsonLine::texts(std::string_view name, const std::vector<std::string>& values) {
  this->name(name);
  line_ += '[';
  for (size_t index = 0; index < values.size(); ++index) {
    if (index > 0) line_ += ',';
    appendText(line_, values[index]);
  }
  line_ += ']';
  return *this;
}

std::string JsonLine::end() const { return line_ + "}\n"; }

}  // namespace press
