#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "../child/child.h"
#include "../protocol/event-writer.h"
#include "../protocol/line-reader.h"

namespace press {

/// A child as the template process sees it: its pipe, its deadline and what it has reported so far. Every message of a
/// child is checked here, because a document may have taken the child over.
class ChildProcess {
 public:
  /// Forks. Empty when the system cannot start another process.
  static std::optional<ChildProcess> start(const ChildContext& context, Request request);

  const std::string& id() const { return request_.id; }
  unsigned slot() const { return request_.slot; }
  int processId() const { return processId_; }
  int pipe() const { return pipe_; }
  /// Milliseconds until the deadline of the child.
  int64_t remainingMs() const;
  /// Milliseconds until the child must be checked again, even if it sends nothing.
  int64_t pollTimeoutMs() const;

  /// Reads and forwards the messages of the child. Kills the child when its pipe is closed.
  void listen(EventWriter& events);
  /// Kills the child for a reason that `ended` events name, and sends an `ending` event, because it may die slowly.
  void end(const char* reason, EventWriter& events);
  /// Whether it has been killed or has closed its pipe, and only needs to be reaped.
  bool isEnding() const { return isEnding_; }
  /// Sends the `ended` event and returns true once the process has exited.
  bool reap(EventWriter& events);

 private:
  ChildProcess(Request request, int processId, int pipe);
  void handle(const Json& message, EventWriter& events);
  std::string outcome(int status) const;
  void sendEnded(int status, const rusage& used, EventWriter& events) const;

  Request request_;
  int processId_;
  int pipe_;
  LineReader lines_;
  int64_t startedMs_;
  bool isEnding_ = false;
  int64_t endingSinceMs_ = 0;
  std::string endReason_;
  bool isSaved_ = false;
  std::string failure_, detail_, kind_;
  int64_t slides_ = 0;
  std::vector<std::string> replacedFonts_;
};

}  // namespace press
