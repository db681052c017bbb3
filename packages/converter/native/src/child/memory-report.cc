#include "memory-report.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <unistd.h>

namespace press {
namespace {

// Signal handlers can only use globals.
int pipeDescriptor = -1;
int statusDescriptor = -1;
int64_t limitBytes = 0;
std::atomic<bool> wasRefused{false};
char alternateStack[16384];

/// The peak address space of this process, from /proc/self/status.
int64_t peakBytes() {
  char text[2048];
  ssize_t count = pread(statusDescriptor, text, sizeof text - 1, 0);
  if (count <= 0) return 0;
  text[count] = 0;
  const char* line = strstr(text, "VmPeak:");
  return line ? atoll(line + strlen("VmPeak:")) * 1024 : 0;
}

void onCrash(int signal) {
  static const char memory[] = "{\"event\":\"failed\",\"reason\":\"memory_limit\",\"detail\":\"\"}\n";
  if (isOutOfMemory()) [[maybe_unused]] ssize_t written = write(pipeDescriptor, memory, sizeof memory - 1);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

/// LibreOffice catches most of these and drops the document or a picture.
void onNoMemory() {
  wasRefused = true;
  throw std::bad_alloc();
}

}  // namespace

void prepareMemoryReport(const ChildPipe& pipe, int64_t memoryBytes) {
  pipeDescriptor = pipe.descriptor();
  limitBytes = memoryBytes;
  statusDescriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  std::set_new_handler(onNoMemory);
  // After a stack overflow the handler needs another stack.
  stack_t stack{};
  stack.ss_sp = alternateStack;
  stack.ss_size = sizeof alternateStack;
  sigaltstack(&stack, nullptr);
  struct sigaction crash{};
  crash.sa_handler = onCrash;
  crash.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigaction(signal, &crash, nullptr);
  for (int signal : {SIGTERM, SIGINT, SIGHUP, SIGXCPU, SIGXFSZ, SIGSYS, SIGQUIT}) ::signal(signal, SIG_DFL);
  ::signal(SIGPIPE, SIG_IGN);
}

int memoryReportDescriptor() { return statusDescriptor; }

bool isOutOfMemory() {
  // Allocations are up to 64 MB each, so up to that much is left when one fails.
  return wasRefused || peakBytes() > limitBytes - (64ll << 20);
}

}  // namespace press
