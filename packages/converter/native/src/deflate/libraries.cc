#include "libraries.h"

#include <cstdlib>
#include <dlfcn.h>
#include <optional>

namespace press {
namespace {

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = library ? reinterpret_cast<Function>(dlsym(library, name)) : nullptr;
  return function != nullptr;
}

Zlib openZlib() {
  void* library = dlopen("libz.so.1", RTLD_NOW);
  Zlib zlib{};
  bool isWhole = find(library, "deflateInit2_", zlib.init) && find(library, "deflate", zlib.deflate) &&
                 find(library, "deflateReset", zlib.reset) && find(library, "deflateEnd", zlib.end);
  if (!isWhole) abort();
  return zlib;
}

std::optional<LibDeflate> openLibDeflate() {
  void* library = dlopen("libdeflate.so.0", RTLD_NOW);
  LibDeflate found{};
  bool isWhole = find(library, "libdeflate_alloc_compressor", found.allocate) &&
                 find(library, "libdeflate_zlib_compress", found.compress) &&
                 find(library, "libdeflate_zlib_compress_bound", found.bound);
  return isWhole ? std::optional(found) : std::nullopt;
}

}  // namespace

const Zlib& zlib() {
  static const Zlib opened = openZlib();
  return opened;
}

const LibDeflate* libDeflate() {
  static const std::optional<LibDeflate> opened = openLibDeflate();
  return opened ? &*opened : nullptr;
}

}  // namespace press
