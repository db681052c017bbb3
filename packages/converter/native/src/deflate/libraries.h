#pragma once
#include <cstddef>

#include "stream.h"

namespace press {

/// zlib's own functions, which this program replaces under the same names.
struct Zlib {
  int (*init)(DeflateStream*, int level, int method, int windowBits, int memoryLevel, int strategy, const char* version, int size);
  int (*deflate)(DeflateStream*, int flush);
  int (*reset)(DeflateStream*);
  int (*end)(DeflateStream*);
};

/// libdeflate's functions. It compresses a whole block of memory at once, in half the time of zlib.
struct LibDeflate {
  void* (*allocate)(int level);
  size_t (*compress)(void* compressor, const void* in, size_t inBytes, void* out, size_t outBytes);
  size_t (*bound)(void* compressor, size_t inBytes);
};

/// Aborts when there is no zlib, which cannot be: every caller of deflate is linked with it.
const Zlib& zlib();
/// Null when it is not installed. On Debian, LibreOffice's TIFF library depends on it.
const LibDeflate* libDeflate();

}  // namespace press
