#pragma once
#include "../memory/growable-buffer.h"
#include "libraries.h"

namespace press {

/// One stream that LibreOffice compresses: collected, then compressed in one go by libdeflate. What cannot wait, or
/// is too much to collect, goes to zlib as if it had gone there from the start. Only for where libdeflate is.
class CollectedStream {
 public:
  explicit CollectedStream(int level) : level_(level) {}
  ~CollectedStream();
  /// The one that `stream` was begun with, or null when zlib itself was.
  static CollectedStream* of(const DeflateStream* stream);

  /// As zlib's `deflate` and `deflateReset`.
  int deflate(DeflateStream& stream, int flush);
  int reset();

 private:
  bool collect(DeflateStream& stream);
  bool compress();
  int handOut(DeflateStream& stream);
  int passOn(DeflateStream& stream, int flush);
  bool feedCollected();

  // First, where zlib keeps a pointer to the stream: its other functions then refuse a stream that is not theirs.
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
