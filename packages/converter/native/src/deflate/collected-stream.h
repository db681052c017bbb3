#pragma once
#include "../memory/growable-buffer.h"
#include "libraries.h"

namespace press {

/// One stream that LibreOffice compresses: first collected, then compressed at once by libdeflate. A stream that must be
/// flushed early or is too large to collect goes to zlib, as if it had gone there from the start. Needs libdeflate.
class CollectedStream {
 public:
  explicit CollectedStream(int level) : level_(level) {}
  ~CollectedStream();
  /// The state behind `stream`, or null when the stream belongs to zlib itself.
  static CollectedStream* of(const DeflateStream* stream);

  /// Like zlib's `deflate` and `deflateReset`.
  int deflate(DeflateStream& stream, int flush);
  int reset();

 private:
  bool collect(DeflateStream& stream);
  bool compress();
  int handOut(DeflateStream& stream);
  int passOn(DeflateStream& stream, int flush);
  bool feedCollected();

  // The first field, because zlib keeps a pointer to the stream there: its other functions then refuse this stream.
  const void* mark_ = &markOfAll;
  int level_;
  GrowableBuffer collected_, compressed_;
  size_t taken_ = 0;
  bool isCompressed_ = false;
  bool isPassedOn_ = false;
  DeflateStream passedOn_{};

  static const char markOfAll;
};

}  // namespace press
