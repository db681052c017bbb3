#include "collected-stream.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <new>

namespace press {
namespace {

/// More than almost every uncompressed picture, and little compared to the memory limit of a document.
constexpr size_t mostBytes = 32u << 20;

std::mutex oneAtATime;

/// One for the whole process: its tables are large, and LibreOffice compresses all of a document at the same level. Only
/// one thread at a time may use it.
void* compressorOf(const LibDeflate& library, int level) {
  static int levelOfAll = level;
  static void* compressor = library.allocate(level);
  return level == levelOfAll ? compressor : nullptr;
}

bool beginZlib(DeflateStream& stream, int level) {
  constexpr int windowBits = 15, memoryLevel = 9, strategy = 0;
  return zlib().init(&stream, level, deflated, windowBits, memoryLevel, strategy, "1.2.11", sizeof stream) == ok;
}

}  // namespace

const char CollectedStream::markOfAll = 0;

CollectedStream* CollectedStream::of(const DeflateStream* stream) {
  auto* state = stream ? static_cast<CollectedStream*>(stream->state) : nullptr;
  return state && state->mark_ == &markOfAll ? state : nullptr;
}

CollectedStream::~CollectedStream() {
  if (isPassedOn_) zlib().end(&passedOn_);
}

int CollectedStream::deflate(DeflateStream& stream, int flush) {
  if (isPassedOn_) return passOn(stream, flush);
  if (isCompressed_) return handOut(stream);
  bool isCollected = (flush == noFlush || flush == finish) && collect(stream);
  if (isCollected && flush == noFlush) return ok;
  if (isCollected && compress()) return handOut(stream);
  // With an error code LibreOffice would retry forever. It handles a failed allocation.
  if (!beginZlib(passedOn_, level_)) throw std::bad_alloc();
  isPassedOn_ = true;
  return passOn(stream, flush);
}

int CollectedStream::reset() {
  collected_.clear();
  compressed_.clear();
  taken_ = 0;
  isCompressed_ = false;
  return isPassedOn_ ? zlib().reset(&passedOn_) : static_cast<int>(ok);
}

/// False, with nothing taken, when the stream would become too large.
bool CollectedStream::collect(DeflateStream& stream) {
  if (collected_.size() + stream.avail_in > mostBytes) return false;
  if (!collected_.append(stream.next_in, stream.avail_in)) return false;
  stream.next_in += stream.avail_in;
  stream.total_in += stream.avail_in;
  stream.avail_in = 0;
  return true;
}

bool CollectedStream::compress() {
  const LibDeflate& library = *libDeflate();
  std::lock_guard<std::mutex> lock(oneAtATime);
  void* compressor = compressorOf(library, level_);
  if (!compressor) return false;
  const size_t most = library.bound(compressor, collected_.size());
  if (!compressed_.reserve(most)) return false;
  size_t bytes = library.compress(compressor, collected_.data(), collected_.size(), compressed_.data(), most);
  if (bytes == 0) return false;
  compressed_.setSize(bytes);
  collected_.clear();
  return isCompressed_ = true;
}

int CollectedStream::handOut(DeflateStream& stream) {
  auto bytes = static_cast<unsigned>(std::min<size_t>(stream.avail_out, compressed_.size() - taken_));
  memcpy(stream.next_out, compressed_.data() + taken_, bytes);
  taken_ += bytes;
  stream.next_out += bytes;
  stream.avail_out -= bytes;
  stream.total_out += bytes;
  if (taken_ == compressed_.size()) return streamEnd;
  return bytes > 0 ? ok : bufferError;
}

/// Passes on what was collected first. zlib keeps what does not fit into the caller's buffer.
int CollectedStream::passOn(DeflateStream& stream, int flush) {
  passedOn_.next_out = stream.next_out;
  passedOn_.avail_out = stream.avail_out;
  int answer = ok;
  if (feedCollected()) {
    passedOn_.next_in = stream.next_in;
    passedOn_.avail_in = stream.avail_in;
    answer = zlib().deflate(&passedOn_, flush);
    stream.total_in += stream.avail_in - passedOn_.avail_in;
    stream.next_in = passedOn_.next_in;
    stream.avail_in = passedOn_.avail_in;
  }
  stream.total_out += stream.avail_out - passedOn_.avail_out;
  stream.next_out = passedOn_.next_out;
  stream.avail_out = passedOn_.avail_out;
  return answer;
}

/// False while collected bytes are left.
bool CollectedStream::feedCollected() {
  if (taken_ == collected_.size()) return true;
  passedOn_.next_in = collected_.data() + taken_;
  passedOn_.avail_in = static_cast<unsigned>(collected_.size() - taken_);
  zlib().deflate(&passedOn_, noFlush);
  taken_ = collected_.size() - passedOn_.avail_in;
  if (taken_ < collected_.size()) return false;
  collected_.clear();
  taken_ = 0;
  return true;
}

}  // namespace press
