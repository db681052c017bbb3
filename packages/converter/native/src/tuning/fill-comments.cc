#include "fill-comments.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "../patching/replace-function.h"

namespace press {
namespace {

/// Storage for an object of LibreOffice whose size is not known here. Both classes below need less than 300 bytes.
using Room = std::array<std::max_align_t, 128>;

/// SvStream& WriteSvtGraphicFill(SvStream& stream, const SvtGraphicFill& fill), and its counterpart that reads.
using Transfer = void* (*)(void* stream, void* fill);
using MakeFill = void (*)(void* fill);
using MakeStream = void (*)(void* stream, size_t initialBytes, size_t stepBytes);
using Destroy = void (*)(void* object);
using Seek = uint64_t (*)(void* stream, uint64_t position);
using CountBytes = uint64_t (*)(void* stream);

/// The functions that write a description into memory and read it back.
struct Describing {
  Transfer write, read;
  MakeFill makeFill;
  MakeStream makeStream;
  Destroy endStream;
  Seek seek;
  CountBytes remaining;

  explicit Describing(const Office& office)
      : write(find<Transfer>(office, "_Z19WriteSvtGraphicFillR8SvStreamRK14SvtGraphicFill")),
        read(find<Transfer>(office, "_Z18ReadSvtGraphicFillR8SvStreamR14SvtGraphicFill")),
        makeFill(find<MakeFill>(office, "_ZN14SvtGraphicFillC1Ev")),
        makeStream(find<MakeStream>(office, "_ZN14SvMemoryStreamC1Emm")),
        endStream(find<Destroy>(office, "_ZN14SvMemoryStreamD1Ev")),
        seek(find<Seek>(office, "_ZN8SvStream4SeekEm")),
        remaining(find<CountBytes>(office, "_ZN8SvStream13remainingSizeEv")) {}

  bool isComplete() const { return write && read && makeFill && makeStream && endStream && seek && remaining; }

  /// The size of the description of an empty fill, and how many of its bytes the reader does not read.
  std::array<uint64_t, 2> describe() const {
    // The two fills are never destroyed: they hold a few hundred bytes, once.
    static Room written{}, readBack{};
    makeFill(written.data());
    makeFill(readBack.data());
    Room stream{};
    makeStream(stream.data(), 4096, 4096);
    write(stream.data(), written.data());
    seek(stream.data(), 0);
    std::array<uint64_t, 2> bytes{remaining(stream.data()), 0};
    if (bytes[0] > 0) read(stream.data(), readBack.data());
    bytes[1] = remaining(stream.data());
    endStream(stream.data());
    return bytes;
  }

 private:
  template <typename Function>
  static Function find(const Office& office, const char* name) {
    return reinterpret_cast<Function>(office.symbol(name));
  }
};

void* writeNothing(void* stream, const void*) { return stream; }

}  // namespace

bool skipFillComments(const Office& office) {
  const Describing describing(office);
  if (!describing.isComplete()) return false;
  // The proof: it writes a description, and the reader of descriptions reads all of it.
  const auto [bytes, left] = describing.describe();
  if (bytes == 0 || left != 0) return false;
  return replaceFunction(reinterpret_cast<void*>(describing.write), reinterpret_cast<const void*>(writeNothing));
}

}  // namespace press
