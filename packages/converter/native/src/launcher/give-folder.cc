#include "give-folder.h"

#include <filesystem>
#include <unistd.h>

namespace press {

bool giveFolder(const std::string& folder, unsigned userId) {
  namespace fs = std::filesystem;
  std::error_code error;
  bool isGiven = lchown(folder.c_str(), userId, userId) == 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    isGiven = lchown(entry.path().c_str(), userId, userId) == 0 && isGiven;
  return isGiven && !error;
}

}  // namespace press
