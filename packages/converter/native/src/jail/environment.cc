#include "environment.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include "../memory/allocator.h"

namespace press {
namespace {

/// Taken over from whoever starts the mother: where fonts are found and what the time is.
constexpr const char* keptNames[] = {"HOME", "TZ", "XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"};

constexpr const char* fixedSettings[] = {
    "LANG=C.UTF-8",
    "LC_ALL=C.UTF-8",
    // Draws into memory, without a screen.
    "SAL_USE_VCLPLUGIN=svp",
    // LibreOffice's main loop runs on the thread that calls it, so that fork() copies all there is.
    "SAL_LOK_OPTIONS=unipoll",
    // LibreOffice keeps the paths of its temporary folders for good. This one means "the folder of whoever looks".
    "TMPDIR=/proc/self/cwd",
    // A thread for every XML part costs more than it gives.
    "SAX_DISABLE_THREADS=1",
    // Every function is looked up once, in the mother, and not again in each child.
    "LD_BIND_NOW=1",
    // Where the C library gives the memory: a child lives too short to give any back, and asks for the same sizes again.
    "GLIBC_TUNABLES=glibc.malloc.tcache_count=65535:glibc.malloc.mmap_threshold=33554432:"
    "glibc.malloc.trim_threshold=1073741824:glibc.malloc.top_pad=1048576",
    // Nothing to look for: no printer, no desktop.
    "SAL_DISABLE_PRINTERLIST=1",
    "SAL_DISABLE_DEFAULTPRINTER=1",
    "SAL_DISABLE_CUPS=1",
};

const std::vector<std::string>& settings() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> found(std::begin(fixedSettings), std::end(fixedSettings));
    if (!fasterAllocator().empty()) found.push_back("LD_PRELOAD=" + fasterAllocator());
    return found;
  }();
  return all;
}

bool isExpected(const char* entry, const ExpectedVariables& expected) {
  const std::string variable = entry, name = variable.substr(0, variable.find('='));
  return std::any_of(expected.begin(), expected.end(),
                     [&](const std::string& one) { return one == variable || one == name; });
}

}  // namespace

const ExpectedVariables& variablesOfPress() {
  static const ExpectedVariables all = [] {
    ExpectedVariables found = settings();
    found.insert(found.end(), std::begin(keptNames), std::end(keptNames));
    return found;
  }();
  return all;
}

bool startWithCleanEnvironment(char** arguments) {
  std::vector<std::string> wanted = settings();
  for (const char* name : keptNames)
    if (const char* value = getenv(name)) wanted.push_back(std::string(name) + "=" + value);
  size_t present = 0;
  while (environ[present]) ++present;
  if (present == wanted.size() && strangersInEnvironment(variablesOfPress()).empty()) return true;
  std::vector<char*> entries;
  for (std::string& entry : wanted) entries.push_back(entry.data());
  entries.push_back(nullptr);
  execve("/proc/self/exe", arguments, entries.data());
  return false;
}

bool emptyEnvironment(const ExpectedVariables& expected) {
  for (const std::string& name : strangersInEnvironment(expected)) unsetenv(name.c_str());
  return strangersInEnvironment(expected).empty();
}

std::vector<std::string> strangersInEnvironment(const ExpectedVariables& expected) {
  std::vector<std::string> strangers;
  for (char** entry = environ; *entry; ++entry)
    if (!isExpected(*entry, expected)) strangers.emplace_back(*entry, strcspn(*entry, "="));
  return strangers;
}

}  // namespace press
