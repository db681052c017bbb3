#include "child-process.h"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace press {
namespace {

int64_t nowMs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

int64_t millisecondsOf(const timeval& time) { return time.tv_sec * 1000 + time.tv_usec / 1000; }

bool isOneOf(const std::string& text, std::initializer_list<const char*> words) {
  for (const char* word : words)
    if (text == word) return true;
  return false;
}

}  // namespace

ChildProcess::ChildProcess(Request request, int processId, int pipe)
    : request_(std::move(request)), processId_(processId), pipe_(pipe), lines_(pipe, 65536), startedMs_(nowMs()) {}

std::optional<ChildProcess> ChildProcess::start(const ChildContext& context, Request request) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  int parentId = getpid();
  // LibreOffice's signal handlers must not run in the child before the child has installed its own.
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  int processId = fork();
  if (processId == 0) runChild(context, request, ends[1], parentId);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  close(ends[1]);
  if (processId < 0) {
    close(ends[0]);
    return std::nullopt;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  // The child does the same. Whichever is first, the group exists before anything kills it.
  setpgid(processId, processId);
  return ChildProcess(std::move(request), processId, ends[0]);
}

int64_t ChildProcess::remainingMs() const { return startedMs_ + request_.limits.wallMs - nowMs(); }

int64_t ChildProcess::pollTimeoutMs() const {
  if (!isEnding_) return std::max<int64_t>(0, remainingMs() + 1);
  // A killed process exits at once, unless it waits for a disk or a network that does not respond.
  return nowMs() - endingSinceMs_ < 100 ? 2 : 50;
}

void ChildProcess::listen(EventWriter& events) {
  bool isOpen = lines_.fill();
  while (std::optional<std::string> line = lines_.next())
    if (std::optional<Json> message = Json::parse(*line)) handle(*message, events);
  if (!isOpen) end("", events);
}

void ChildProcess::handle(const Json& message, EventWriter& events) {
  const std::string event = message.text("event").value_or("");
  if (event == "loading") {
    int64_t percent = std::min<int64_t>(100, std::max<int64_t>(0, message.integer("percent").value_or(0)));
    events.offer(JsonLine("event", "loading").text("id", id()).integer("percent", percent).end());
  } else if (event == "loaded") {
    kind_ = message.text("kind").value_or("").substr(0, 20);
    slides_ = message.integer("slides").value_or(0);
    events.offer(JsonLine("event", "loaded").text("id", id()).integer("slides", slides_).end());
  } else if (event == "saved") {
    isSaved_ = true;
  } else if (event == "fonts") {
    replacedFonts_ = message.texts("replaced");
    if (replacedFonts_.size() > 50) replacedFonts_.resize(50);
  } else if (event == "failed") {
    failure_ = message.text("reason").value_or("");
    detail_ = message.text("detail").value_or("").substr(0, 300);
  } else if (event == "probe" && request_.isProbe) {
    events.send(JsonLine("event", "probe").text("id", id()).text("name", message.text("name").value_or(""))
                    .boolean("refused", message.isTrue("refused")).text("detail", message.text("detail").value_or("")).end());
  }
}

void ChildProcess::end(const char* reason, EventWriter& events) {
  if (!isEnding_) {
    isEnding_ = true;
    endingSinceMs_ = nowMs();
    endReason_ = reason;
    kill(-processId_, SIGKILL);
  }
  events.send(JsonLine("event", "ending").text("id", id()).text("outcome", endReason_).end());
}

bool ChildProcess::reap(EventWriter& events) {
  int status = 0;
  rusage used{};
  if (wait4(processId_, &status, WNOHANG, &used) != processId_) return false;
  close(pipe_);
  sendEnded(status, used, events);
  return true;
}

/// What this process did comes first, then what the kernel reports. What the child reports comes last, as it may lie.
std::string ChildProcess::outcome(int status) const {
  if (!endReason_.empty()) return endReason_;
  int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (signal == SIGXCPU) return "cpu_limit";
  if (signal == SIGXFSZ) return "file_limit";
  if (request_.isProbe) return "probed";
  if (isSaved_) return "converted";
  bool isKnown = isOneOf(failure_, {"load_failed", "steps_failed", "save_failed", "password_wanted", "password_wrong",
                                    "memory_limit", "folder_failed", "jail_failed"});
  return isKnown ? failure_ : "crashed";
}

void ChildProcess::sendEnded(int status, const rusage& used, EventWriter& events) const {
  JsonLine line("event", "ended");
  line.text("id", id()).text("outcome", outcome(status)).text("detail", detail_).text("kind", kind_);
  line.integer("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  line.integer("exitStatus", WIFEXITED(status) ? WEXITSTATUS(status) : 0);
  line.integer("wallMs", nowMs() - startedMs_);
  line.integer("cpuMs", millisecondsOf(used.ru_utime) + millisecondsOf(used.ru_stime));
  line.integer("peakBytes", used.ru_maxrss * 1024).integer("slides", slides_);
  line.texts("replacedFonts", replacedFonts_);
  events.send(line.end());
}

}  // namespace press
