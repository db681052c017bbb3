#include "environment.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include "../memory/allocator.h"

namespace press {
namespace {

/// Kept from the environment of the worker: where fonts are, and the time zone.
constexpr const char* keptNames[] = {"HOME", "TZ", "XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"};

constexpr const char* fixedSettings[] = {
    "LANG=C.UTF-8",
    "LC_ALL=C.UTF-8",
    // Draws into memory instead of on a screen.
    "SAL_USE_VCLPLUGIN=svp",
    // LibreOffice's main loop runs on the thread that calls it: fork() copies only that one.
    "SAL_LOK_OPTIONS=unipoll",
    // LibreOffice never changes the path of its temporary folder. This one is the current directory of each process.
    "TMPDIR=/proc/self/cwd",
    // A thread for each XML part costs more time than it saves.
    "SAX_DISABLE_THREADS=1",
    // Functions are resolved once, in the template process, and not again in each child.
    "LD_BIND_NOW=1",
    // For glibc's allocator: a child does not live long enough to return memory, and asks for the same sizes again.
    "GLIBC_TUNABLES=glibc.malloc.tcache_count=65535:glibc.malloc.mmap_threshold=33554432:"
    "glibc.malloc.trim_threshold=1073741824:glibc.malloc.top_pad=1048576",
    // Do not ask for printers. LibreOffice's own one must stay: old texts break their lines as it prints them.
    "CUPS_SERVER=/proc/self/cwd/no-printers",
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
  if (present == wanted.size() && unexpectedVariables(variablesOfPress()).empty()) return true;
  std::vector<char*> entries;
  for (std::string& entry : wanted) entries.push_back(entry.data());
  entries.push_back(nullptr);
  execve("/proc/self/exe", arguments, entries.data());
  return false;
}

bool removeUnexpectedVariables(const ExpectedVariables& expected) {
  for (const std::string& name : unexpectedVariables(expected)) unsetenv(name.c_str());
  return unexpectedVariables(expected).empty();
}

std::vector<std::string> unexpectedVariables(const ExpectedVariables& expected) {
  std::vector<std::string> unexpected;
  for (char** entry = environ; *entry; ++entry)
    if (!isExpected(*entry, expected)) unexpected.emplace_back(*entry, strcspn(*entry, "="));
  return unexpected;
}

}  // namespace press
