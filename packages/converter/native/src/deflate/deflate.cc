// zlib's functions for compression, under their own names: the loader gives LibreOffice these instead of zlib's, because
// it searches the program before the libraries. With libdeflate they take about half the time for the same size.
#include <new>

#include "collected-stream.h"

using press::CollectedStream;

extern "C" {

/// Pictures, pages and fonts of a PDF are in zlib's format. The parts of a zip package are not, and are left to zlib.
int deflateInit2_(DeflateStream* stream, int level, int method, int windowBits, int memoryLevel, int strategy,
                  const char* version, int size) {
  bool isOurs = stream && size == sizeof(DeflateStream) && method == press::deflated && windowBits == 15;
  if (!isOurs || !press::libDeflate())
    return press::zlib().init(stream, level, method, windowBits, memoryLevel, strategy, version, size);
  auto* state = new (std::nothrow) CollectedStream(level < 0 ? 6 : level);
  if (!state) return press::memoryError;
  stream->state = state;
  stream->msg = nullptr;
  stream->total_in = stream->total_out = 0;
  return press::ok;
}

int deflate(DeflateStream* stream, int flush) {
  CollectedStream* state = CollectedStream::of(stream);
  return state ? state->deflate(*stream, flush) : press::zlib().deflate(stream, flush);
}

int deflateReset(DeflateStream* stream) {
  CollectedStream* state = CollectedStream::of(stream);
  if (!state) return press::zlib().reset(stream);
  stream->total_in = stream->total_out = 0;
  return state->reset();
}

int deflateEnd(DeflateStream* stream) {
  CollectedStream* state = CollectedStream::of(stream);
  if (!state) return press::zlib().end(stream);
  delete state;
  stream->state = nullptr;
  return press::ok;
}
}
