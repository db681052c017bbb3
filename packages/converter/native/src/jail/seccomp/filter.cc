#include "filter.h"

#include <cerrno>
#include <linux/seccomp.h>
#include <sys/prctl.h>

namespace press {

void Filter::put(int code, uint32_t value, uint8_t ifTrue, uint8_t ifFalse) {
  statements_.push_back({static_cast<uint16_t>(code), ifTrue, ifFalse, value});
}

void Filter::loadArchitecture() { put(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)); }

void Filter::loadCall() { put(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)); }

void Filter::loadArgument(int index) {
  put(BPF_LD | BPF_W | BPF_ABS, static_cast<uint32_t>(offsetof(seccomp_data, args) + static_cast<size_t>(index) * 8));
}

void Filter::answer(uint32_t action) { put(BPF_RET | BPF_K, action); }

void Filter::answerIfEqual(uint32_t value, uint32_t action) {
  put(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  answer(action);
}

void Filter::answerUnlessEqual(uint32_t value, uint32_t action) {
  put(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
  answer(action);
}

void Filter::answerFrom(uint32_t lowest, uint32_t action) {
  put(BPF_JMP | BPF_JGE | BPF_K, lowest, 0, 1);
  answer(action);
}

void Filter::allowOnlyWith(int call, int argument, std::initializer_list<uint32_t> values) {
  // The load, two statements for each value, and the refusal. Every other call skips all of them.
  auto length = static_cast<uint8_t>(2 + 2 * values.size());
  put(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, length);
  loadArgument(argument);
  for (uint32_t value : values) answerIfEqual(value, SECCOMP_RET_ALLOW);
  answer(SECCOMP_RET_ERRNO | EPERM);
}

void Filter::allowUnlessMasked(int call, int argument, uint32_t mask, std::initializer_list<uint32_t> values) {
  // The load, the mask, two statements for each value, and the permission.
  auto length = static_cast<uint8_t>(3 + 2 * values.size());
  put(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, length);
  loadArgument(argument);
  put(BPF_ALU | BPF_AND | BPF_K, mask);
  for (uint32_t value : values) answerIfEqual(value, SECCOMP_RET_ERRNO | EPERM);
  answer(SECCOMP_RET_ALLOW);
}

bool Filter::install() {
  sock_fprog program{static_cast<unsigned short>(statements_.size()), statements_.data()};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace press
