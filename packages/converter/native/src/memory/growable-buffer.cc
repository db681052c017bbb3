#include "growable-buffer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <utility>

namespace press {
namespace {

constexpr size_t leastBytes = 64u << 10;
/// Up to this size the allocator, whose pages are already in use, is faster than a mapping.
constexpr size_t mostAllocatedBytes = 1u << 20;

/// The last mapping that was freed and small enough, for the next buffer: its pages need not be allocated again.
struct Spare {
  static constexpr size_t mostBytes = 16u << 20;
  unsigned char* start = nullptr;
  size_t bytes = 0;
};
thread_local Spare spare;

bool isMapped(size_t capacity) { return capacity > mostAllocatedBytes; }

/// Maps at least `bytes` and sets `bytes` to the actual size.
void* mapped(size_t& bytes) {
  if (spare.bytes < bytes) return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  bytes = spare.bytes;
  return std::exchange(spare, {}).start;
}

void unmap(unsigned char* start, size_t bytes) {
  if (!spare.start && bytes <= Spare::mostBytes) spare = {start, bytes};
  else munmap(start, bytes);
}

}  // namespace

bool GrowableBuffer::reserve(size_t bytes) {
  return bytes <= capacity_ || moveTo(std::max({bytes, 2 * capacity_, leastBytes}));
}

bool GrowableBuffer::moveTo(size_t capacity) {
  const bool wasMapped = isMapped(capacity_), isToBeMapped = isMapped(capacity);
  void* memory = wasMapped      ? mremap(start_, capacity_, capacity, MREMAP_MAYMOVE)
                 : isToBeMapped ? mapped(capacity)
                                : realloc(start_, capacity);
  if (!memory || memory == MAP_FAILED) return false;
  if (isToBeMapped && !wasMapped && start_) {
    memcpy(memory, start_, size_);
    free(start_);
  }
  start_ = static_cast<unsigned char*>(memory);
  capacity_ = capacity;
  return true;
}

bool GrowableBuffer::append(const unsigned char* bytes, size_t count) {
  if (!reserve(size_ + count)) return false;
  if (count > 0) memcpy(start_ + size_, bytes, count);
  size_ += count;
  return true;
}

void GrowableBuffer::clear() {
  if (isMapped(capacity_)) unmap(start_, capacity_);
  else free(start_);
  start_ = nullptr;
  size_ = capacity_ = 0;
}

}  // namespace press
