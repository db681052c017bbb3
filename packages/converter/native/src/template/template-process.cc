#include "template-process.h"

#include <algorithm>
#include <poll.h>
#include <unistd.h>
#include <vector>

namespace press {

void Mother::serve() {
  while (waitForNews()) {
    takeOrders();
    lookAfterChildren();
  }
  endAllChildren();
}

int Mother::patienceMs() const {
  int64_t patience = 60'000;
  for (const ChildProcess& child : children_)
    patience = std::min(patience, child.patienceMs());
  return static_cast<int>(patience);
}

bool Mother::waitForNews() {
  std::vector<pollfd> wanted{{STDIN_FILENO, POLLIN, 0}};
  wanted.push_back({STDOUT_FILENO, static_cast<short>(events_.hasMore() ? POLLOUT : 0), 0});
  for (ChildProcess& child : children_) wanted.push_back({child.isEnding() ? -1 : child.pipe(), POLLIN, 0});
  poll(wanted.data(), wanted.size(), patienceMs());
  size_t index = 2;
  for (ChildProcess& child : children_)
    if (wanted[index++].revents != 0) child.listen(events_);
  bool hasOrders = wanted[0].revents == 0 || orders_.fill();
  bool hasReader = (wanted[1].revents & (POLLERR | POLLHUP | POLLNVAL)) == 0;
  return hasOrders && hasReader && events_.flush();
}

void Mother::takeOrders() {
  while (std::optional<std::string> line = orders_.next()) {
    std::optional<Json> message = Json::parse(*line);
    if (message) {
      take(*message);
    } else {
      events_.send(JsonLine("event", "refused").text("id", "").text("reason", "not_json").end());
    }
  }
}

void Mother::take(const Json& message) {
  const std::string command = message.text("command").value_or("");
  if (command == "convert" || command == "probe") return startChild(message);
  const std::string id = message.text("id").value_or("");
  for (ChildProcess& child : children_)
    if (command == "cancel" && child.id() == id) return child.end("canceled", events_);
  // A child that just ended by itself cannot be canceled any more; its end is already on the way.
  if (command != "cancel") events_.send(JsonLine("event", "refused").text("id", id).text("reason", "unknown").end());
}

void Mother::startChild(const Json& message) {
  std::optional<Order> order = Order::of(message);
  const char* reason = nullptr;
  if (!order) {
    reason = "incomplete";
  } else if (!order->refusedCalls.empty() && !inheritance_.isTrial) {
    reason = "only_in_trials";
  } else if (children_.size() >= maxChildren_) {
    reason = "busy";
  } else if (std::any_of(children_.begin(), children_.end(), [&](const ChildProcess& child) {
               return child.slot() == order->slot || child.id() == order->id;
             })) {
    reason = "taken";
  } else if (std::optional<ChildProcess> child = ChildProcess::start(inheritance_, *order)) {
    events_.send(JsonLine("event", "started").text("id", order->id).integer("processId", child->processId()).end());
    children_.push_back(std::move(*child));
  } else {
    reason = "no_process";
  }
  if (reason) events_.send(JsonLine("event", "refused").text("id", message.text("id").value_or("")).text("reason", reason).end());
}

void Mother::lookAfterChildren() {
  for (auto child = children_.begin(); child != children_.end();) {
    if (!child->isEnding() && child->remainingMs() <= 0) child->end("timeout", events_);
    child = child->isEnding() && child->reap(events_) ? children_.erase(child) : std::next(child);
  }
  events_.flush();
}

void Mother::endAllChildren() {
  for (ChildProcess& child : children_) child.end("canceled", events_);
  while (!children_.empty()) {
    lookAfterChildren();
    if (!children_.empty()) poll(nullptr, 0, 2);
  }
}

}  // namespace press
