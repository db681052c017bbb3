#include "json.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "utf8.h"

namespace press {

/// A recursive-descent parser. Every step returns false as soon as the text is not JSON.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : rest_(text) {}

  bool whole(Json& value) {
    if (!read(value, 0)) return false;
    skipBlanks();
    return rest_.empty();
  }

 private:
  static constexpr int maxDepth = 8;

  bool read(Json& value, int depth) {
    skipBlanks();
    if (rest_.empty() || depth > maxDepth) return false;
    switch (rest_.front()) {
      case '{': return readObject(value, depth);
      case '[': return readList(value, depth);
      case '"': value.kind_ = Json::Kind::text; return readText(value.text_);
      case 't': return readWord("true", value, Json::Kind::boolean, true);
      case 'f': return readWord("false", value, Json::Kind::boolean, false);
      case 'n': return readWord("null", value, Json::Kind::null, false);
      default: return readNumber(value);
    }
  }

  bool readObject(Json& value, int depth) {
    value.kind_ = Json::Kind::object;
    take();
    if (takeIf('}')) return true;
    do {
      std::string name;
      skipBlanks();
      if (rest_.empty() || rest_.front() != '"' || !readText(name)) return false;
      auto [member, isNew] = value.object_.try_emplace(std::move(name));
      if (!isNew || !takeIf(':') || !read(member->second, depth + 1)) return false;
    } while (takeIf(','));
    return takeIf('}');
  }

  bool readList(Json& value, int depth) {
    value.kind_ = Json::Kind::list;
    take();
    if (takeIf(']')) return true;
    do {
      value.list_.emplace_back();
      if (!read(value.list_.back(), depth + 1)) return false;
    } while (takeIf(','));
    return takeIf(']');
  }

  bool readText(std::string& text) {
    take();
    while (!rest_.empty()) {
      unsigned char letter = static_cast<unsigned char>(take());
      if (letter == '"') return isUtf8(text);
      if (letter < 0x20) return false;
      if (letter != '\\') {
        text += static_cast<char>(letter);
      } else if (!readEscape(text)) {
        return false;
      }
    }
    return false;
  }

  bool readEscape(std::string& text) {
    if (rest_.empty()) return false;
    static const std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    char letter = take();
    if (letter == 'u') return readCodePoint(text);
    size_t index = letters.find(letter);
    if (index == std::string_view::npos) return false;
    text += meanings[index];
    return true;
  }

  bool readCodePoint(std::string& text) {
    uint32_t point = 0, low = 0;
    if (!readHex(point)) return false;
    if (point >= 0xd800 && point < 0xdc00) {
      if (rest_.substr(0, 2) != "\\u") return false;
      rest_.remove_prefix(2);
      if (!readHex(low) || low < 0xdc00 || low > 0xdfff) return false;
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    }
    return appendUtf8(text, point);
  }

  bool readHex(uint32_t& value) {
    if (rest_.size() < 4) return false;
    for (int i = 0; i < 4; ++i) {
      static const std::string_view digits = "0123456789abcdef0123456789ABCDEF";
      size_t digit = digits.find(take());
      if (digit == std::string_view::npos) return false;
      value = value * 16 + static_cast<uint32_t>(digit % 16);
    }
    return true;
  }

  bool readNumber(Json& value) {
    size_t length = rest_.find_first_not_of("+-.0123456789eE");
    std::string digits(rest_.substr(0, std::min<size_t>(length, 33)));
    if (digits.size() > 32 || !isNumber(digits)) return false;
    value.kind_ = Json::Kind::number;
    value.number_ = strtod(digits.c_str(), nullptr);
    rest_.remove_prefix(digits.size());
    return std::isfinite(value.number_);
  }

  /// Checks the number first: `strtod` accepts more than JSON does.
  static bool isNumber(std::string_view text) {
    auto skipDigits = [&text] {
      size_t count = std::min(text.size(), text.find_first_not_of("0123456789"));
      text.remove_prefix(count);
      return count > 0;
    };
    auto skip = [&text](std::string_view letters) {
      bool isThere = !text.empty() && letters.find(text.front()) != std::string_view::npos;
      if (isThere) text.remove_prefix(1);
      return isThere;
    };
    skip("-");
    if (!skip("0") && !skipDigits()) return false;
    if (skip(".") && !skipDigits()) return false;
    if (skip("eE")) {
      skip("+-");
      if (!skipDigits()) return false;
    }
    return text.empty();
  }

  bool readWord(std::string_view word, Json& value, Json::Kind kind, bool boolean) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    value.kind_ = kind;
    value.boolean_ = boolean;
    return true;
  }

  char take() {
    char letter = rest_.front();
    rest_.remove_prefix(1);
    return letter;
  }

  bool takeIf(char wanted) {
    skipBlanks();
    if (rest_.empty() || rest_.front() != wanted) return false;
    take();
    return true;
  }

  void skipBlanks() {
    size_t count = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(count == std::string_view::npos ? rest_.size() : count);
  }

  std::string_view rest_;
};

std::optional<Json> Json::parse(std::string_view text) {
  Json value;
  if (!JsonReader(text).whole(value)) return std::nullopt;
  return value;
}

const Json* Json::find(std::string_view name, Kind kind) const {
  auto found = object_.find(name);
  return found != object_.end() && found->second.kind_ == kind ? &found->second : nullptr;
}

std::optional<std::string> Json::text(std::string_view name) const {
  const Json* value = find(name, Kind::text);
  return value ? std::optional(value->text_) : std::nullopt;
}

std::optional<int64_t> Json::integer(std::string_view name) const {
  const Json* value = find(name, Kind::number);
  // Beyond 2^53 a double does not hold every integer.
  if (!value || std::trunc(value->number_) != value->number_ || std::fabs(value->number_) > 9007199254740992.0)
    return std::nullopt;
  return static_cast<int64_t>(value->number_);
}

bool Json::isTrue(std::string_view name) const {
  const Json* value = find(name, Kind::boolean);
  return value && value->boolean_;
}

std::vector<std::string> Json::texts(std::string_view name) const {
  std::vector<std::string> found;
  const Json* list = find(name, Kind::list);
  if (!list) return found;
  for (const Json& entry : list->list_)
    if (entry.kind_ == Kind::text) found.push_back(entry.text_);
  return found;
}

}  // namespace press
