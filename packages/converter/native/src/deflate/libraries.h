#pragma once
#include <cstddef>

#include "stream.h"

namespace press {

/// zlib's own functions, those that this program has under the same names.
struct Zlib {
  int (*init)(DeflateStream*, int level, int method, int windowBits, int memoryLevel, int strategy, const char* version, int size);
  int (*deflate)(DeflateStream*, int flush);
  int (*reset)(DeflateStream*);
  int (*end)(DeflateStream*);
};

/// libdeflate's functions. It takes a whole block of memory at once and needs a half of zlib's time for it.
struct LibDeflate {
  void* (*allocate)(int level);
  size_t (*compress)(void* compressor, const void* in, size_t inBytes, void* out, size_t outBytes);
  size_t (*bound)(void* compressor, size_t inBytes);
};

/// Ends the process when there is no zlib: whoever calls deflate has been linked with it.
const Zlib& zlib();
/// Null where it is not installed. LibreOffice's TIFF library brings it on Debian.
const LibDeflate* libDeflate();

}  // namespace press
