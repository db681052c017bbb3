#include "template-process.h"

#include <algorithm>
#include <poll.h>
#include <unistd.h>
#include <vector>

namespace press {

void TemplateProcess::serve() {
  while (waitForEvents()) {
    handleCommands();
    checkChildren();
  }
  endAllChildren();
}

int TemplateProcess::pollTimeoutMs() const {
  int64_t timeoutMs = 60'000;
  for (const ChildProcess& child : children_)
    timeoutMs = std::min(timeoutMs, child.pollTimeoutMs());
  return static_cast<int>(timeoutMs);
}

bool TemplateProcess::waitForEvents() {
  std::vector<pollfd> wanted{{STDIN_FILENO, POLLIN, 0}};
  wanted.push_back({STDOUT_FILENO, static_cast<short>(events_.hasMore() ? POLLOUT : 0), 0});
  for (ChildProcess& child : children_) wanted.push_back({child.isEnding() ? -1 : child.pipe(), POLLIN, 0});
  poll(wanted.data(), wanted.size(), pollTimeoutMs());
  size_t index = 2;
  for (ChildProcess& child : children_)
    if (wanted[index++].revents != 0) child.listen(events_);
  bool hasCommands = wanted[0].revents == 0 || commands_.fill();
  bool hasReader = (wanted[1].revents & (POLLERR | POLLHUP | POLLNVAL)) == 0;
  return hasCommands && hasReader && events_.flush();
}

void TemplateProcess::handleCommands() {
  while (std::optional<std::string> line = commands_.next()) {
    std::optional<Json> message = Json::parse(*line);
    if (message) {
      handle(*message);
    } else {
      events_.send(JsonLine("event", "refused").text("id", "").text("reason", "not_json").end());
    }
  }
}

void TemplateProcess::handle(const Json& message) {
  const std::string command = message.text("command").value_or("");
  if (command == "convert" || command == "probe") return startChild(message);
  const std::string id = message.text("id").value_or("");
  for (ChildProcess& child : children_)
    if (command == "cancel" && child.id() == id) return child.end("canceled", events_);
  // A child that has just ended cannot be canceled any more: its `ended` event has been sent.
  if (command != "cancel") events_.send(JsonLine("event", "refused").text("id", id).text("reason", "unknown").end());
}

void TemplateProcess::startChild(const Json& message) {
  std::optional<Request> request = Request::of(message);
  const char* reason = nullptr;
  if (!request) {
    reason = "incomplete";
  } else if (!request->refusedCalls.empty() && !context_.isTrial) {
    reason = "only_in_trials";
  } else if (children_.size() >= maxChildren_) {
    reason = "busy";
  } else if (std::any_of(children_.begin(), children_.end(), [&](const ChildProcess& child) {
               return child.slot() == request->slot || child.id() == request->id;
             })) {
    reason = "taken";
  } else if (std::optional<ChildProcess> child = ChildProcess::start(context_, *request)) {
    events_.send(JsonLine("event", "started").text("id", request->id).integer("processId", child->processId()).end());
    children_.push_back(std::move(*child));
  } else {
    reason = "no_process";
  }
  if (reason) events_.send(JsonLine("event", "refused").text("id", message.text("id").value_or("")).text("reason", reason).end());
}

void TemplateProcess::checkChildren() {
  for (auto child = children_.begin(); child != children_.end();) {
    if (!child->isEnding() && child->remainingMs() <= 0) child->end("timeout", events_);
    child = child->isEnding() && child->reap(events_) ? children_.erase(child) : std::next(child);
  }
  events_.flush();
}

void TemplateProcess::endAllChildren() {
  for (ChildProcess& child : children_) child.end("canceled", events_);
  while (!children_.empty()) {
    checkChildren();
    if (!children_.empty()) poll(nullptr, 0, 2);
  }
}

}  // namespace press
