#include "targets.h"

namespace press {
namespace {

bool split(const std::vector<std::string>& texts, std::vector<Target>& targets) {
  for (const std::string& text : texts) {
    size_t equals = text.find('=');
    if (equals == std::string::npos) return false;
    targets.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return true;
}

}  // namespace

std::optional<Targets> Targets::of(const std::vector<std::string>& processes, const std::vector<std::string>& files) {
  Targets targets;
  bool isSplit = split(processes, targets.processes) && split(files, targets.files);
  return isSplit ? std::optional(targets) : std::nullopt;
}

}  // namespace press
