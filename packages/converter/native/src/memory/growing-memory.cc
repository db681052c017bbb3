#include "growing-memory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace press {
namespace {

constexpr size_t leastBytes = 64u << 10;
/// Up to here the allocator's memory, which is warm already, costs less than the system's.
constexpr size_t mostAllocatedBytes = 1u << 20;

void* mapped(size_t bytes) {
  return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

}  // namespace

bool GrowingMemory::isMapped() const { return capacity_ > mostAllocatedBytes; }

bool GrowingMemory::reserve(size_t bytes) {
  return bytes <= capacity_ || moveTo(std::max({bytes, 2 * capacity_, leastBytes}));
}

bool GrowingMemory::moveTo(size_t capacity) {
  const bool isToBeMapped = capacity > mostAllocatedBytes;
  void* memory = isMapped()     ? mremap(start_, capacity_, capacity, MREMAP_MAYMOVE)
                 : isToBeMapped ? mapped(capacity)
                                : realloc(start_, capacity);
  if (!memory || memory == MAP_FAILED) return false;
  if (isToBeMapped && !isMapped() && start_) {
    memcpy(memory, start_, size_);
    free(start_);
  }
  start_ = static_cast<unsigned char*>(memory);
  capacity_ = capacity;
  return true;
}

bool GrowingMemory::append(const unsigned char* bytes, size_t count) {
  if (!reserve(size_ + count)) return false;
  if (count > 0) memcpy(start_ + size_, bytes, count);
  size_ += count;
  return true;
}

void GrowingMemory::clear() {
  if (isMapped()) munmap(start_, capacity_);
  else free(start_);
  start_ = nullptr;
  size_ = capacity_ = 0;
}

}  // namespace press
