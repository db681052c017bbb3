#include "fills.h"

#include "../patch/replace-function.h"

namespace press {
namespace {

/// SvStream& WriteSvtGraphicFill(SvStream& stream, const SvtGraphicFill& fill)
void* writeNothing(void* stream, const void*) { return stream; }

}  // namespace

bool leaveFillsUndescribed(const Office& office) {
  void* function = office.symbol("_Z19WriteSvtGraphicFillR8SvStreamRK14SvtGraphicFill");
  return function && replaceFunction(function, reinterpret_cast<const void*>(writeNothing));
}

}  // namespace press
