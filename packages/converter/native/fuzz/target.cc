#include "target.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "../src/protocol/json.h"
#include "../src/protocol/line-reader.h"
#include "../src/protocol/utf8.h"

namespace press {
namespace {

void demand(bool isKept, const char* promise) {
  if (isKept) return;
  fprintf(stderr, "Not kept: %s\n", promise);
  abort();
}

/// What was parsed and written again is parsed to the same values.
void tryJson(std::string_view bytes) {
  std::optional<Json> value = Json::parse(bytes);
  demand(!value || isUtf8(bytes), "JSON is UTF-8");
  if (!value) return;
  std::string text = value->text("text").value_or("");
  std::vector<std::string> list = value->texts("list");
  int64_t integer = value->integer("integer").value_or(0);
  std::string line = JsonLine("text", text).integer("integer", integer).texts("list", list).end();
  demand(line.find('\n') == line.size() - 1, "what is written is one line");
  std::optional<Json> again = Json::parse(line);
  demand(again.has_value(), "what is written can be read");
  demand(again->text("text") == text && again->integer("integer") == integer && again->texts("list") == list,
         "what is written means the same");
}

/// Arrives in pieces of up to 40 bytes and is split into lines of up to 24.
void tryLines(std::string_view bytes) {
  constexpr size_t maxBytes = 24, pieceBytes = 40;
  static int ends[2] = {-1, -1};
  demand(ends[0] >= 0 || pipe2(ends, O_NONBLOCK) == 0, "there is a pipe");
  LineReader reader(ends[0], maxBytes);
  std::string found;
  bool isOpen = true;
  for (size_t at = 0; at < bytes.size() && isOpen; at += pieceBytes) {
    std::string_view piece = bytes.substr(at, pieceBytes);
    demand(write(ends[1], piece.data(), piece.size()) == static_cast<ssize_t>(piece.size()), "the pipe takes a piece");
    isOpen = reader.fill();
    while (std::optional<std::string> line = reader.next()) {
      demand(line->size() <= maxBytes, "a line is not too long");
      found += *line + '\n';
    }
  }
  demand(bytes.substr(0, found.size()) == found, "lines come as they were sent");
  std::string_view rest = bytes.substr(found.size());
  bool hasMore = rest.substr(0, maxBytes + 1).find('\n') != std::string_view::npos;
  demand(!hasMore, "no line that is whole and short enough stays behind");
  demand(isOpen || !reader.fill(), "after a line that is too long nothing follows");
  demand(isOpen == (rest.size() <= maxBytes), "a line that is too long is the end");
}

}  // namespace

void tryInput(std::string_view bytes) {
  tryJson(bytes);
  tryLines(bytes);
  std::u16string letters(bytes.begin(), bytes.end());
  for (char16_t& letter : letters) letter = static_cast<char16_t>(letter * 257);
  demand(isUtf8(utf8Of(letters.data(), letters.size())), "UTF-16 becomes UTF-8");
}

std::string answerTo(std::string_view line) {
  std::optional<Json> value = Json::parse(line);
  if (!value) return "refused\n";
  JsonLine answer("text", value->text("text").value_or(""));
  return answer.integer("integer", value->integer("integer").value_or(0)).texts("list", value->texts("list")).end();
}

}  // namespace press
