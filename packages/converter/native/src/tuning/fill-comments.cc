#include "fill-comments.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "replace-function.h"

namespace press {
namespace {

/// Room for an object of LibreOffice whose size is not known here: both classes below take less than 300 bytes.
using Room = std::array<std::max_align_t, 128>;

/// SvStream& WriteSvtGraphicFill(SvStream& stream, const SvtGraphicFill& fill), and the one that reads it back.
using Transfer = void* (*)(void* stream, void* fill);
using MakeFill = void (*)(void* fill);
using MakeStream = void (*)(void* stream, size_t initialBytes, size_t stepBytes);
using Destroy = void (*)(void* object);
using Seek = uint64_t (*)(void* stream, uint64_t position);
using CountBytes = uint64_t (*)(void* stream);

/// What is needed to write a description into memory and to read it again.
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

  /// How many bytes the description of an empty fill takes, and how many of them the reader leaves over.
  std::array<uint64_t, 2> describe() const {
    // The two fills stay: what an empty one holds is a few hundred bytes, once.
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
  // The proof: it writes a description, and all that it writes is what the reader of descriptions takes.
  const auto [bytes, left] = describing.describe();
  if (bytes == 0 || left != 0) return false;
  return replaceFunction(reinterpret_cast<void*>(describing.write), reinterpret_cast<const void*>(writeNothing));
}

}  // namespace press
