#include "settings.h"

namespace press {

std::optional<Settings> Settings::of(const Json& message) {
  Settings settings;
  settings.programFolder = message.text("programFolder").value_or("");
  settings.profileFolder = message.text("profileFolder").value_or("");
  settings.workFolder = message.text("workFolder").value_or("");
  settings.warmUpDocuments = message.texts("warmUpDocuments");
  settings.maxChildren = static_cast<size_t>(message.integer("maxChildren").value_or(0));
  settings.firstUserId = static_cast<unsigned>(message.integer("firstUserId").value_or(0));
  settings.isEnforced = message.text("jail") != "best-effort";
  settings.isTuned = message.text("tuning") != "off";
  settings.without = Layers::named(message.texts("without"));
  settings.maxLandlockAbi = static_cast<int>(message.integer("maxLandlockAbi").value_or(0));
  settings.isTrial = message.isTrue("trial");
  bool isComplete = !settings.programFolder.empty() && !settings.profileFolder.empty() &&
                    !settings.workFolder.empty() && settings.maxChildren > 0 && settings.maxChildren < 1000;
  return message.text("command") == "start" && isComplete ? std::optional(settings) : std::nullopt;
}

}  // namespace press
