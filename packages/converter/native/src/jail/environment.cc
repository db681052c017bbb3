#include "environment.h"

#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace press {
namespace {

/// Taken over from whoever starts the mother: where fonts are found and what the time is.
constexpr const char* keptNames[] = {"HOME", "TZ", "XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"};

constexpr const char* settings[] = {
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
    // Nothing to look for: no printer, no desktop.
    "SAL_DISABLE_PRINTERLIST=1",
    "SAL_DISABLE_DEFAULTPRINTER=1",
    "SAL_DISABLE_CUPS=1",
};

bool isExpected(const char* entry) {
  for (const char* setting : settings)
    if (strcmp(entry, setting) == 0) return true;
  for (const char* name : keptNames) {
    size_t length = strlen(name);
    if (strncmp(entry, name, length) == 0 && entry[length] == '=') return true;
  }
  return false;
}

}  // namespace

bool startWithCleanEnvironment(char** arguments) {
  std::vector<std::string> wanted(std::begin(settings), std::end(settings));
  for (const char* name : keptNames)
    if (const char* value = getenv(name)) wanted.push_back(std::string(name) + "=" + value);
  size_t present = 0;
  while (environ[present]) ++present;
  if (present == wanted.size() && strangersInEnvironment().empty()) return true;
  std::vector<char*> entries;
  for (std::string& entry : wanted) entries.push_back(entry.data());
  entries.push_back(nullptr);
  execve("/proc/self/exe", arguments, entries.data());
  return false;
}

bool emptyEnvironment() {
  for (const std::string& name : strangersInEnvironment()) unsetenv(name.c_str());
  return strangersInEnvironment().empty();
}

std::vector<std::string> strangersInEnvironment() {
  std::vector<std::string> strangers;
  for (char** entry = environ; *entry; ++entry)
    if (!isExpected(*entry)) strangers.emplace_back(*entry, strcspn(*entry, "="));
  return strangers;
}

}  // namespace press
