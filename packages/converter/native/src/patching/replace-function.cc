#include "replace-function.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

#include "library-function.h"

namespace press {
namespace {

#if defined(__x86_64__)
// movabs $target, %rax; jmp *%rax
struct __attribute__((packed)) Jump {
  unsigned char load[2] = {0x48, 0xb8};
  const void* target;
  unsigned char jump[2] = {0xff, 0xe0};
};
constexpr bool isSupported = true;
#elif defined(__aarch64__)
// ldr x16, .+8; br x16; .quad target
struct __attribute__((packed)) Jump {
  uint32_t load = 0x58000050, jump = 0xd61f0200;
  const void* target;
};
constexpr bool isSupported = true;
#else
struct Jump {
  const void* target;
};
constexpr bool isSupported = false;
#endif

}  // namespace

bool replaceFunction(void* original, const void* replacement) {
  const LibraryFunction facts = libraryFunction(original);
  if (!isSupported || facts.length < sizeof(Jump) || !facts.isUntouched || !facts.hasOwnAddress) return false;
  Jump jump{};
  jump.target = replacement;
  const auto pageBytes = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto start = reinterpret_cast<uintptr_t>(original), page = start & ~(pageBytes - 1);
  auto* pages = reinterpret_cast<void*>(page);
  const size_t size = start + sizeof jump - page;
  if (mprotect(pages, size, PROT_READ | PROT_WRITE) != 0) return false;
  memcpy(original, &jump, sizeof jump);
  __builtin___clear_cache(static_cast<char*>(original), static_cast<char*>(original) + sizeof jump);
  // LibreOffice cannot continue unless the page is executable again.
  if (mprotect(pages, size, PROT_READ | PROT_EXEC) != 0) abort();
  return true;
}

}  // namespace press
