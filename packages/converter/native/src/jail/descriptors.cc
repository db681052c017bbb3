#include "descriptors.h"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace press {
namespace {

std::vector<int> openDescriptors() {
  std::vector<int> found;
  DIR* folder = opendir("/proc/self/fd");
  if (!folder) return found;
  while (dirent* entry = readdir(folder))
    if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(folder)) found.push_back(atoi(entry->d_name));
  closedir(folder);
  return found;
}

bool isPlainForReading(int descriptor) {
  struct stat facts{};
  return fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode) &&
         (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_RDONLY;
}

bool isNull(int descriptor) {
  struct stat facts{}, null{};
  return fstat(descriptor, &facts) == 0 && stat("/dev/null", &null) == 0 && S_ISCHR(facts.st_mode) &&
         facts.st_rdev == null.st_rdev;
}

bool openAnew(int descriptor, int null) {
  int replacement = null;
  if (isPlainForReading(descriptor)) {
    replacement = open(("/proc/self/fd/" + std::to_string(descriptor)).c_str(), O_RDONLY | O_CLOEXEC);
    if (replacement < 0) replacement = null;
  }
  bool isReplaced = dup3(replacement, descriptor, O_CLOEXEC) == descriptor;
  if (replacement != null) close(replacement);
  return isReplaced;
}

}  // namespace

bool replaceDescriptors(const std::vector<int>& kept) {
  std::vector<int> open = openDescriptors();
  int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  bool isDone = null >= 0 && !open.empty();
  for (int descriptor : open) {
    bool isKept = std::find(kept.begin(), kept.end(), descriptor) != kept.end();
    if (!isKept) isDone = openAnew(descriptor, null) && isDone;
  }
  if (null > 2) close(null);
  return isDone;
}

std::vector<std::string> unexpectedDescriptors(const std::vector<int>& kept) {
  std::vector<std::string> unexpected;
  for (int descriptor = 3; descriptor < 256; ++descriptor) {
    bool isKept = std::find(kept.begin(), kept.end(), descriptor) != kept.end();
    bool isHarmless = isKept || fcntl(descriptor, F_GETFD) < 0 || isNull(descriptor) || isPlainForReading(descriptor);
    if (!isHarmless) unexpected.push_back(std::to_string(descriptor));
  }
  return unexpected;
}

}  // namespace press
