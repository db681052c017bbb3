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

/// One child as its mother sees it: its pipe, its deadline and what it said so far. Whatever the child says is
/// checked here; it may be the document that speaks.
class ChildProcess {
 public:
  /// Forks. Nothing when the system has no room for another process.
  static std::optional<ChildProcess> start(const Inheritance& inheritance, Order order);

  const std::string& id() const { return order_.id; }
  unsigned slot() const { return order_.slot; }
  int processId() const { return processId_; }
  int pipe() const { return pipe_; }
  /// Milliseconds until the child is over its deadline.
  int64_t remainingMs() const;
  /// Milliseconds until it is to be looked at again, whatever it says.
  int64_t patienceMs() const;

  /// Passes on what the child says. An end of its pipe ends the child.
  void listen(EventWriter& events);
  /// Kills it, for one of the reasons that `ended` events name, and says so by an `ending` event: it may be slow to die.
  void end(const char* reason, EventWriter& events);
  /// Whether it was told to end, by itself or by `end`, and only has to be taken from the system.
  bool isEnding() const { return isEnding_; }
  /// True once the process is gone; its `ended` event is sent then.
  bool reap(EventWriter& events);

 private:
  ChildProcess(Order order, int processId, int pipe);
  void hear(const Json& message, EventWriter& events);
  std::string outcome(int status) const;
  void sendEnded(int status, const rusage& used, EventWriter& events) const;

  Order order_;
  int processId_;
  int pipe_;
  LineReader lines_;
  int64_t startedMs_;
  bool isEnding_ = false;
  int64_t endingSinceMs_ = 0;
  std::string endReason_;
  bool isSaved_ = false;
  bool hasThumbnail_ = false;
  std::string failure_, detail_, kind_;
  int64_t slides_ = 0;
  std::vector<std::string> replacedFonts_;
};

}  // namespace press
