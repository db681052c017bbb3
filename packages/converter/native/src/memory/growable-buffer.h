#pragma once
#include <cstddef>

namespace press {

/// A buffer whose final size is not known. Large ones are mapped from the system: they grow without being copied and use
/// only the pages that were written to. One mapping is kept for the next buffer. No function throws.
class GrowableBuffer {
 public:
  GrowableBuffer() = default;
  ~GrowableBuffer() { clear(); }
  GrowableBuffer(const GrowableBuffer&) = delete;
  GrowableBuffer& operator=(const GrowableBuffer&) = delete;

  unsigned char* data() const { return start_; }
  size_t size() const { return size_; }
  /// Makes room for this many bytes in total. False, with nothing changed, when there is not enough memory.
  bool reserve(size_t bytes);
  /// Appends the bytes, with the same result.
  bool append(const unsigned char* bytes, size_t count);
  /// For a caller that has written to `data()` itself.
  void setSize(size_t bytes) { size_ = bytes; }
  void clear();

 private:
  bool moveTo(size_t capacity);

  unsigned char* start_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace press
