#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "office.h"

namespace press {

/// Which fonts a document asked for and which LibreOffice drew instead. LibreOffice keeps this list for its own
/// tests; where a version has none, nothing is reported.
class FontMappings {
 public:
  // As LibreOffice 7.3 to 25.8 lay them out in memory: rtl_uString and OutputDevice::FontMappingUseItem.
  struct OfficeText {
    int32_t references;
    int32_t length;
    char16_t letters[1];
  };
  struct Mapping {
    OfficeText* asked;
    std::vector<OfficeText*> drawn;
    int count;
  };

  explicit FontMappings(const Office& office);

  /// Begins to keep the list. It must be called before the document is loaded.
  void start() const;
  /// One entry "asked>drawn" for every font that was not there, at most 50. To be called once.
  std::vector<std::string> replaced() const;

 private:
  void (*start_)();
  std::vector<Mapping> (*finish_)();
};

}  // namespace press
