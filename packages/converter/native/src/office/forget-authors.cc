#include "forget-authors.h"

#include <cstring>
#include <dlfcn.h>
#include <typeinfo>

namespace press {
namespace {

/// Every module of LibreOffice has virtual functions, so it knows its own type.
struct Module {
  virtual ~Module() = default;
};

/// Static, in LibreOffice: the module of Draw, Calc, Writer, Math or Basic; null if it is not loaded.
using GetModule = Module* (*)(int number);
using ClearAuthors = void (*)(Module* writer);

constexpr int modules = 5;

/// Writer's library, which the warm-up has loaded; the function is in it alone.
ClearAuthors findClearAuthors(const std::string& programFolder) {
  void* library = dlopen((programFolder + "/libswlo.so").c_str(), RTLD_LAZY | RTLD_NOLOAD);
  return library ? reinterpret_cast<ClearAuthors>(dlsym(library, "_ZN8SwModule19ClearRedlineAuthorsEv")) : nullptr;
}

}  // namespace

void forgetAuthors(const Office& office, const std::string& programFolder) {
  auto getModule = reinterpret_cast<GetModule>(office.symbol("_ZN14SfxApplication9GetModuleE14SfxToolsModule"));
  ClearAuthors clearAuthors = findClearAuthors(programFolder);
  if (!getModule || !clearAuthors) return;
  for (int number = 0; number < modules; ++number) {
    Module* module = getModule(number);
    if (module && strcmp(typeid(*module).name(), "8SwModule") == 0) clearAuthors(module);
  }
}

}  // namespace press
