// Fuzzes the parsers of the press's protocol: `fuzz RUNS SEED`. An input that reaches new code is kept and mutated further.
// When a sanitizer or a check fails, it prints the input in hex and exits with an error. `fuzz --answer` reads lines and
// prints how the JSON parser understands each of them.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sanitizer/common_interface_defs.h>

#include "mutator.h"
#include "target.h"

namespace {

constexpr size_t edges = 1 << 16, maxCorpus = 5'000;
uint8_t isReached[edges];
uintptr_t previous;
size_t reached;
std::string input;

void printInput() {
  fprintf(stderr, "The input, in hex:");
  for (unsigned char byte : input) fprintf(stderr, " %02x", byte);
  fprintf(stderr, "\n");
}

const std::vector<std::string> examples = {
    R"({"command":"start","programFolder":"/p","warmUpDocuments":["a","b"],"maxChildren":64,"jail":"enforce"})",
    R"({"text":"a \"b\" \\ \u00e9 \ud83d\ude00","integer":-12,"list":["x","y"],"is":true,"no":false,"z":null})",
    "{\"event\":\"loading\",\"percent\":5}\n{\"event\":\"loaded\"}\n", R"([1,2.5e-3,[{"a":{}}]])", "short\nlines\n\n"};

int fuzz(long runs, uint64_t seed) {
  std::vector<std::string> corpus = examples;
  press::Mutator mutator(seed);
  for (const std::string& example : examples) press::tryInput(input = example);
  for (long run = 0; run < runs; ++run) {
    input = mutator.mutate(corpus);
    size_t before = reached;
    previous = 0;
    press::tryInput(input);
    if (reached > before && corpus.size() < maxCorpus) corpus.push_back(input);
  }
  printf("%ld runs, seed %llu: %zu ways through the code, %zu inputs kept\n", runs, static_cast<unsigned long long>(seed),
         reached, corpus.size());
  return 0;
}

int answer() {
  for (std::string line; std::getline(std::cin, line);) std::cout << press::answerTo(line);
  return 0;
}

}  // namespace

/// The compiler inserts calls of it into every branch of the code under test (https://gcc.gnu.org/onlinedocs/gcc/Instrumentation-Options.html).
extern "C" void __sanitizer_cov_trace_pc() {
  auto here = reinterpret_cast<uintptr_t>(__builtin_return_address(0));
  uintptr_t edge = (here ^ (previous * 0x9e3779b1u)) % edges;
  reached += !isReached[edge];
  isReached[edge] = 1;
  previous = here;
}

int main(int count, char** arguments) {
  if (count == 2 && std::string(arguments[1]) == "--answer") return answer();
  if (count != 3) return 2;
  __sanitizer_set_death_callback(printInput);
  signal(SIGABRT, [](int) {
    printInput();
    std::_Exit(1);
  });
  return fuzz(atol(arguments[1]), strtoull(arguments[2], nullptr, 10));
}
