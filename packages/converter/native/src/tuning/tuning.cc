#include "tuning.h"

#include "checksums.h"
#include "fill-comments.h"

namespace press {

std::vector<std::string> tuneOffice(const Office& office) {
  std::vector<std::string> replaced;
  if (speedUpChecksums(office)) replaced.push_back("checksums of pictures");
  if (skipFillComments(office)) replaced.push_back("descriptions of fills");
  return replaced;
}

}  // namespace press
