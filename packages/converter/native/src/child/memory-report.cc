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

// Signal handlers find nothing but globals.
int voiceDescriptor = -1;
int statusDescriptor = -1;
int64_t limitBytes = 0;
std::atomic<bool> wasRefused{false};
char alternateStack[16384];

/// The most address space that this process ever had, from /proc/self/status.
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
  if (isOutOfMemory()) [[maybe_unused]] ssize_t written = write(voiceDescriptor, memory, sizeof memory - 1);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

/// LibreOffice catches most of these and gives up the document or a picture.
void onNoMemory() {
  wasRefused = true;
  throw std::bad_alloc();
}

}  // namespace

void prepareLastWords(const Voice& voice, int64_t memoryBytes) {
  voiceDescriptor = voice.descriptor();
  limitBytes = memoryBytes;
  statusDescriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  std::set_new_handler(onNoMemory);
  // A stack that is used up cannot hold its own handler.
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

int lastWordsDescriptor() { return statusDescriptor; }

bool isOutOfMemory() {
  // Pieces of up to 64 MB are asked for at once: the last one that did not fit leaves that much.
  return wasRefused || peakBytes() > limitBytes - (64ll << 20);
}

}  // namespace press
