#include "readable-paths.h"

#include <dlfcn.h>

#include "../jail/system-paths.h"

namespace press {
namespace {

/// The font folders of fontconfig, which LibreOffice has loaded.
void addFontFolders(std::vector<std::string>& paths) {
  void* library = dlopen("libfontconfig.so.1", RTLD_LAZY | RTLD_NOLOAD);
  if (!library) return;
  auto folders = reinterpret_cast<void* (*)(void*)>(dlsym(library, "FcConfigGetFontDirs"));
  auto next = reinterpret_cast<unsigned char* (*)(void*)>(dlsym(library, "FcStrListNext"));
  auto done = reinterpret_cast<void (*)(void*)>(dlsym(library, "FcStrListDone"));
  if (!folders || !next || !done) return;
  void* list = folders(nullptr);
  while (unsigned char* folder = list ? next(list) : nullptr) paths.emplace_back(reinterpret_cast<char*>(folder));
  if (list) done(list);
}

}  // namespace

std::vector<std::string> readablePaths(const std::string& programFolder, const std::string& profileFolder) {
  std::vector<std::string> paths = systemPaths(programFolder);
  paths.push_back(realPath(profileFolder));
  addFontFolders(paths);
  return paths;
}

}  // namespace press
