#include "warm-up.h"

#include <dirent.h>
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../office/kit.h"

namespace press {
namespace {

/// LibreOfficeKit of 26 turns all macros off with the first document that does not allow them, for the whole process and
/// for good. So the warm-up allows them, at a level where those of documents do not run, and each document forbids them
/// unless the profile's own macro is to do steps to it.
constexpr char loadOptions[] = "Language=en-GB,Batch=1,EnableMacrosExecution=true,MacroSecurityLevel=3";

bool convertOwnDocument(const Office& office, const std::string& path) {
  LibreOfficeKit* kit = office.kit();
  LibreOfficeKitDocument* document = kit->pClass->documentLoadWithOptions(kit, ("file://" + path).c_str(), loadOptions);
  if (!document) return false;
  static const char result[] = "file:///proc/self/cwd/warm-up.pdf", options[] = R"({"Quality":{"type":"long","value":"90"}})";
  bool isSaved = document->pClass->saveAs(document, result, "pdf", options) != 0;
  document->pClass->destroy(document);
  struct stat facts{};
  bool isThere = stat("warm-up.pdf", &facts) == 0 && facts.st_size > 0;
  unlink("warm-up.pdf");
  return isSaved && isThere;
}

void addFoldersOf(const std::string& parent, std::vector<std::string>& found, int depth) {
  DIR* folder = opendir(parent.empty() ? "." : parent.c_str());
  if (!folder) return;
  while (dirent* entry = readdir(folder)) {
    std::string name = entry->d_name;
    bool isTemporary = entry->d_type == DT_DIR && name.rfind("lu", 0) == 0;
    if (!isTemporary) continue;
    std::string path = parent.empty() ? name : parent + "/" + name;
    found.push_back(path);
    if (depth > 0) addFoldersOf(path, found, depth - 1);
  }
  closedir(folder);
}

}  // namespace

std::string warmUp(const Office& office, const std::vector<std::string>& documents) {
  for (const std::string& document : documents)
    if (!convertOwnDocument(office, document)) return document;
  return "";
}

void preloadLibraries(const std::string& programFolder) {
  // What LibreOffice knows about languages: names of days, number formats, inflection.
  for (const char* name : {"en", "es", "euro", "others"})
    dlopen((programFolder + "/liblocaledata_" + name + ".so").c_str(), RTLD_LAZY | RTLD_LOCAL);
  // LibreOffice asks the C library for the name of the user, and the C library loads this module to find it.
  dlopen("libnss_systemd.so.2", RTLD_LAZY | RTLD_LOCAL);
}

std::vector<std::string> temporaryFolders() {
  std::vector<std::string> found;
  addFoldersOf("", found, 3);
  return found;
}

}  // namespace press
