#pragma once
#include <cstddef>

namespace press {

/// Bytes of which nobody knows how many they become. Many come straight from the system: they grow without being copied,
/// take no more than was written, and one piece of them stays for the next. Nothing in here throws.
class GrowableBuffer {
 public:
  GrowableBuffer() = default;
  ~GrowableBuffer() { clear(); }
  GrowableBuffer(const GrowableBuffer&) = delete;
  GrowableBuffer& operator=(const GrowableBuffer&) = delete;

  unsigned char* data() const { return start_; }
  size_t size() const { return size_; }
  /// Room for so many bytes in all; false, and nothing changed, where there is not that much memory.
  bool reserve(size_t bytes);
  /// As above, and the bytes are in it.
  bool append(const unsigned char* bytes, size_t count);
  /// After somebody else wrote into the room.
  void setSize(size_t bytes) { size_ = bytes; }
  void clear();

 private:
  bool moveTo(size_t capacity);

  unsigned char* start_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace press
