#include "preload.h"

#include <dlfcn.h>

namespace press {

void preloadLibraries(const std::string& programFolder) {
  // What is known of languages: names of days, forms of numbers, how words end.
  for (const char* name : {"en", "es", "euro", "others"})
    dlopen((programFolder + "/liblocaledata_" + name + ".so").c_str(), RTLD_LAZY | RTLD_LOCAL);
  // LibreOffice asks the C library for the user's name, which asks in turn whoever the machine names for that.
  dlopen("libnss_systemd.so.2", RTLD_LAZY | RTLD_LOCAL);
}

}  // namespace press
