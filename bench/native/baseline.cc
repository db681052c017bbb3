// The baseline for every engine: one running LibreOffice converts all documents one after the other through
// LibreOfficeKit, without a fork and without a jail. It prints "ready", then reads a line for each document (number,
// URL of the source, URL of the result, format, load options, separated by tabs) and answers with number, tab and "ok"
// or an error. Documents are not isolated here: convert only documents that you trust.
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <iostream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#define LOK_USE_UNSTABLE_API
#include <LibreOfficeKit/LibreOfficeKit.h>
#include <LibreOfficeKit/LibreOfficeKitInit.h>

namespace {

std::vector<std::string> fieldsOf(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
  fields.resize(5);
  return fields;
}

/// Turns LibreOfficeKit mode on or off. Loading needs it; export keeps JPEG pictures unchanged only without it.
void setKitMode(const std::string& programFolder, bool isOn) {
  void* library = dlopen((programFolder + "/libmergedlo.so").c_str(), RTLD_LAZY | RTLD_NOLOAD);
  void* set = library ? dlsym(library, "_ZN10comphelper14LibreOfficeKit9setActiveEb") : nullptr;
  if (set) reinterpret_cast<void (*)(bool)>(set)(isOn);
}

std::string convert(LibreOfficeKit* kit, const std::vector<std::string>& fields, char** arguments) {
  LibreOfficeKitDocument* document =
      kit->pClass->documentLoadWithOptions(kit, fields[1].c_str(), fields[4].c_str());
  if (!document) return "LibreOffice cannot load it";
  setKitMode(arguments[1], false);
  bool isSaved = document->pClass->saveAs(document, fields[2].c_str(), "pdf", arguments[3]) != 0;
  setKitMode(arguments[1], true);
  document->pClass->destroy(document);
  return isSaved ? "ok" : "LibreOffice cannot save it";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: baseline PROGRAM_FOLDER PROFILE_URL EXPORT_OPTIONS\n";
    return 2;
  }
  LibreOfficeKit* kit = lok_init_2(arguments[1], arguments[2]);
  if (!kit) return 1;
  std::cout << "ready" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<std::string> fields = fieldsOf(line);
    std::cout << fields[0] << '\t' << convert(kit, fields, arguments) << std::endl;
  }
  // LibreOffice's own shutdown takes long and may crash.
  _exit(0);
}
