#include "readable-places.h"

#include <cstdlib>
#include <dlfcn.h>

namespace press {
namespace {

std::string realPath(const std::string& path) {
  char* resolved = realpath(path.c_str(), nullptr);
  std::string real = resolved ? resolved : path;
  free(resolved);
  return real;
}

/// The folders in which fontconfig, which LibreOffice has loaded, finds fonts.
void addFontFolders(std::vector<std::string>& places) {
  void* library = dlopen("libfontconfig.so.1", RTLD_LAZY | RTLD_NOLOAD);
  if (!library) return;
  auto folders = reinterpret_cast<void* (*)(void*)>(dlsym(library, "FcConfigGetFontDirs"));
  auto next = reinterpret_cast<unsigned char* (*)(void*)>(dlsym(library, "FcStrListNext"));
  auto done = reinterpret_cast<void (*)(void*)>(dlsym(library, "FcStrListDone"));
  if (!folders || !next || !done) return;
  void* list = folders(nullptr);
  while (unsigned char* folder = list ? next(list) : nullptr) places.emplace_back(reinterpret_cast<char*>(folder));
  if (list) done(list);
}

}  // namespace

std::vector<std::string> readablePlaces(const std::string& programFolder, const std::string& profileFolder) {
  // Links inside these folders lead to others of them: Debian keeps parts of LibreOffice in /usr/share and /etc.
  std::vector<std::string> places = {
      realPath(programFolder + "/.."), realPath(profileFolder), "/usr/lib", "/usr/lib64", "/lib", "/lib64",
      "/usr/local/lib", "/usr/share/libreoffice", "/usr/share/fonts", "/usr/share/fontconfig", "/usr/share/zoneinfo",
      "/usr/share/hunspell", "/usr/share/hyphen", "/usr/share/mythes", "/usr/share/myspell", "/usr/share/liblangtag",
      "/usr/share/icu", "/usr/share/color", "/usr/local/share/fonts", "/etc/fonts", "/etc/libreoffice", "/etc/localtime",
      "/var/cache/fontconfig", "/var/lib/libreoffice", "/dev/urandom",
  };
  addFontFolders(places);
  return places;
}

}  // namespace press
