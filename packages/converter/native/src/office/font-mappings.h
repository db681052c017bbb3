#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "office.h"

namespace press {

/// The fonts that a document asks for and the ones that LibreOffice uses instead. LibreOffice has this list for its own
/// tests; for a version without it, nothing is reported.
class FontMappings {
 public:
  // The layouts of rtl_uString and OutputDevice::FontMappingUseItem in LibreOffice 7.3 to 25.8.
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

  /// Starts the list. Must be called before the document is loaded.
  void start() const;
  /// One entry "asked>drawn" for each font that was missing, at most 50. Can be called once.
  std::vector<std::string> replaced() const;

 private:
  void (*start_)();
  std::vector<Mapping> (*finish_)();
};

}  // namespace press
