#include "report.h"

#include <cerrno>
#include <cstring>

#include "../protocol/json.h"

namespace press {

void Report::add(const std::string& name, long result) {
  bool isRefused = result < 0;
  add(name, isRefused, isRefused ? strerrorname_np(errno) : "");
}

void Report::add(const std::string& name, bool isRefused, const std::string& detail) {
  say_(JsonLine("event", "probe").text("name", name).boolean("refused", isRefused).text("detail", detail).end());
}

}  // namespace press
