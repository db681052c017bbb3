#include "request.h"

#include <algorithm>

namespace press {
namespace {

bool isPlainName(const std::string& name) {
  bool isKnown = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
  return isKnown && !name.empty() && name.size() < 64 && name.front() != '.';
}

/// What a person may call a file: anything that leads to no other folder and that no terminal obeys.
bool isFileName(const std::string& name) {
  bool isVisible = std::none_of(name.begin(), name.end(),
                                [](unsigned char byte) { return byte < 0x20 || byte == 0x7f || byte == '/'; });
  return isVisible && !name.empty() && name.size() <= 255 && name.front() != '.';
}

bool isPlainNameOrNone(const std::string& name) { return name.empty() || isPlainName(name); }

void setIfGiven(int64_t& limit, std::optional<int64_t> value) {
  if (value && *value > 0) limit = *value;
}

}  // namespace

std::optional<Request> Request::of(const Json& message) {
  Request request;
  request.id = message.text("id").value_or("");
  request.folder = message.text("folder").value_or("");
  request.source = message.text("source").value_or("source");
  request.result = message.text("result").value_or("result");
  request.format = message.text("format").value_or("pdf");
  request.filter = message.text("filter").value_or("");
  request.loadOptions = message.text("loadOptions").value_or("");
  request.exportOptions = message.text("exportOptions").value_or("");
  request.passwordFile = message.text("passwordFile").value_or("");
  request.refusedCalls = message.texts("refusedCalls");
  request.isProbe = message.text("command") == "probe";
  request.hasSteps = message.isTrue("hasSteps");
  request.isHeld = message.isTrue("hold");
  std::optional<Targets> targets = Targets::of(message.texts("processes"), message.texts("files"));
  request.slot = static_cast<unsigned>(message.integer("slot").value_or(0));
  setIfGiven(request.limits.wallMs, message.integer("wallMs"));
  setIfGiven(request.limits.cpuSeconds, message.integer("cpuSeconds"));
  setIfGiven(request.limits.memoryBytes, message.integer("memoryBytes"));
  setIfGiven(request.limits.fileBytes, message.integer("fileBytes"));
  bool isNamed = isFileName(request.source) && isPlainName(request.result);
  bool isNamedOrNone = isPlainNameOrNone(request.passwordFile);
  if (targets) request.targets = *targets;
  bool isComplete = targets && !request.id.empty() && request.folder.rfind('/', 0) == 0 && request.slot < 1000;
  return isNamed && isNamedOrNone && isComplete ? std::optional(request) : std::nullopt;
}

}  // namespace press
