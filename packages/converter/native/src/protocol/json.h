#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace press {

/// A value of a JSON text. Asking for a member that is missing or has another type gives an empty result, so a caller
/// only has to check whether there is one.
class Json {
 public:
  /// Empty for text that is not exactly one JSON value, nests deeper than 8, has a number of more than 32 characters or
  /// beyond the range of a double, names a member twice, or is not UTF-8.
  static std::optional<Json> parse(std::string_view text);

  std::optional<std::string> text(std::string_view name) const;
  std::optional<int64_t> integer(std::string_view name) const;
  bool isTrue(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;

 private:
  friend class JsonReader;
  enum class Kind { null, boolean, number, text, list, object };
  const Json* find(std::string_view name, Kind kind) const;

  Kind kind_ = Kind::null;
  bool boolean_ = false;
  double number_ = 0;
  std::string text_;
  std::vector<Json> list_;
  std::map<std::string, Json, std::less<>> object_;
};

/// Writes one object as one line: `JsonLine("event", "ready").integer("slots", 2).end()`.
class JsonLine {
 public:
  JsonLine(std::string_view name, std::string_view value);
  JsonLine& text(std::string_view name, std::string_view value);
  JsonLine& integer(std::string_view name, int64_t value);
  JsonLine& boolean(std::string_view name, bool value);
  JsonLine& texts(std::string_view name, const std::vector<std::string>& values);
  /// The finished line with its line feed.
  std::string end() const;

 private:
  void name(std::string_view name);
  std::string line_;
};

}  // namespace press
