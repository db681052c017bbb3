#pragma once
#include <list>

#include "child-process.h"

namespace press {

/// Reads commands from standard input and forks a child for each document, until standard input ends. It never opens a
/// document of a user itself, so no document can harm it, and nothing has to be cleaned up between documents.
class TemplateProcess {
 public:
  TemplateProcess(ChildContext context, size_t maxChildren, LineReader& commands, EventWriter& events)
      : context_(std::move(context)), maxChildren_(maxChildren), commands_(commands), events_(events) {}

  /// Returns when standard input has ended or nobody reads the events any more. No child is left then.
  void serve();

 private:
  /// Waits for a command, a message of a child or a deadline. False when commands have ended or nobody reads events.
  bool waitForEvents();
  int pollTimeoutMs() const;
  void handleCommands();
  void handle(const Json& message);
  void startChild(const Json& message);
  void checkChildren();
  void endAllChildren();

  ChildContext context_;
  size_t maxChildren_;
  LineReader& commands_;
  EventWriter& events_;
  // A list, so that a child does not move in memory while others come and go.
  std::list<ChildProcess> children_;
};

}  // namespace press
