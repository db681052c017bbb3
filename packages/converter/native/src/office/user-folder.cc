#include "user-folder.h"

#include <dlfcn.h>

namespace press {

void makeWorkingFolderTheUserFolder() {
  void* library = dlopen("libuno_sal.so.3", RTLD_LAZY | RTLD_NOLOAD);
  if (!library) return;
  auto make = reinterpret_cast<void (*)(void**, const char*)>(dlsym(library, "rtl_uString_newFromAscii"));
  auto set = reinterpret_cast<void (*)(void*, void*)>(dlsym(library, "rtl_bootstrap_set"));
  if (!make || !set) return;
  // LibreOffice's strings count their references. These two live as long as the process.
  void *name = nullptr, *folder = nullptr;
  make(&name, "UserInstallation");
  make(&folder, "file:///proc/self/cwd");
  set(name, folder);
}

}  // namespace press
