#include "main-loop.h"

#include "../patching/replace-function.h"

namespace press {

void letMainLoopRun(const Office& office) {
  void* enter = office.symbol("_Z10ImplSVMainv");
  const void* run = office.symbol("_Z13ImplSVMainRunv");
  auto isInitialized = reinterpret_cast<bool (*)()>(office.symbol("_Z9IsVCLInitv"));
  // The proof: VCL is initialized, so the first function would do nothing, and the second all that is left to do.
  if (enter && run && isInitialized && isInitialized()) replaceFunction(enter, run);
}

}  // namespace press
