#include "allocator.h"

#include <dlfcn.h>
#include <link.h>
#include <malloc.h>

namespace press {
namespace {

std::string fileOf(const char* library) {
  void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  link_map* entry = nullptr;
  bool isFound = handle && dlinfo(handle, RTLD_DI_LINKMAP, &entry) == 0;
  return isFound ? entry->l_name : "";
}

}  // namespace

const std::string& fasterAllocator() {
  static const std::string file = fileOf("libtcmalloc_minimal.so.4");
  return file;
}

bool hasFasterAllocator() {
  Dl_info found{};
  return dladdr(dlsym(RTLD_DEFAULT, "malloc"), &found) != 0 && fasterAllocator() == found.dli_fname;
}

void releaseFreeMemory() {
  auto release = reinterpret_cast<void (*)()>(dlsym(RTLD_DEFAULT, "MallocExtension_ReleaseFreeMemory"));
  if (release) release();
  else malloc_trim(0);
}

}  // namespace press
