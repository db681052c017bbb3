#include "request.h"

namespace press {
namespace {

bool isPlainName(const std::string& name) {
  bool isKnown = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
  return isKnown && !name.empty() && name.size() < 64 && name.front() != '.';
}

bool isPlainNameOrNone(const std::string& name) { return name.empty() || isPlainName(name); }

void setIfGiven(int64_t& limit, std::optional<int64_t> value) {
  if (value && *value > 0) limit = *value;
}

}  // namespace

std::optional<Order> Order::of(const Json& message) {
  Order order;
  order.id = message.text("id").value_or("");
  order.folder = message.text("folder").value_or("");
  order.source = message.text("source").value_or("source");
  order.result = message.text("result").value_or("result");
  order.thumbnail = message.text("thumbnail").value_or("");
  order.loadOptions = message.text("loadOptions").value_or("");
  order.exportOptions = message.text("exportOptions").value_or("");
  order.passwordFile = message.text("passwordFile").value_or("");
  order.refusedCalls = message.texts("refusedCalls");
  order.isProbe = message.text("command") == "probe";
  order.isHeld = message.isTrue("hold");
  std::optional<Targets> targets = Targets::of(message.texts("processes"), message.texts("files"));
  order.slot = static_cast<unsigned>(message.integer("slot").value_or(0));
  setIfGiven(order.limits.wallMs, message.integer("wallMs"));
  setIfGiven(order.limits.cpuSeconds, message.integer("cpuSeconds"));
  setIfGiven(order.limits.memoryBytes, message.integer("memoryBytes"));
  setIfGiven(order.limits.fileBytes, message.integer("fileBytes"));
  bool isNamed = isPlainName(order.source) && isPlainName(order.result);
  bool isNamedOrNone = isPlainNameOrNone(order.thumbnail) && isPlainNameOrNone(order.passwordFile);
  if (targets) order.targets = *targets;
  bool isComplete = targets && !order.id.empty() && order.folder.rfind('/', 0) == 0 && order.slot < 1000;
  return isNamed && isNamedOrNone && isComplete ? std::optional(order) : std::nullopt;
}

}  // namespace press
