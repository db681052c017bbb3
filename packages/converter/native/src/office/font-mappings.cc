#include "font-mappings.h"

#include <cstdint>
#include <set>

#include "../protocol/utf8.h"

namespace press {
namespace {

using OfficeText = FontMappings::OfficeText;

std::string textOf(const OfficeText* text) {
  bool isSound = text && text->length >= 0 && text->length < 300;
  return isSound ? utf8Of(text->letters, static_cast<size_t>(text->length)) : "";
}

/// "Carlito/Bold" is the family Carlito.
std::string familyOf(const OfficeText* face) {
  std::string name = textOf(face);
  return name.substr(0, name.find('/'));
}

}  // namespace

FontMappings::FontMappings(const Office& office)
    : start_(reinterpret_cast<void (*)()>(office.symbol("_ZN12OutputDevice27StartTrackingFontMappingUseEv"))),
      finish_(reinterpret_cast<std::vector<Mapping> (*)()>(
          office.symbol("_ZN12OutputDevice28FinishTrackingFontMappingUseEv"))) {}

void FontMappings::start() const {
  if (start_ && finish_) start_();
}

std::vector<std::string> FontMappings::replaced() const {
  if (!start_ || !finish_) return {};
  std::set<std::string> replaced;
  for (const Mapping& mapping : finish_()) {
    if (mapping.drawn.empty()) continue;
    std::string asked = textOf(mapping.asked), drawn = familyOf(mapping.drawn.front());
    if (!asked.empty() && !drawn.empty() && asked != drawn && replaced.size() < 50) replaced.insert(asked + ">" + drawn);
  }
  return {replaced.begin(), replaced.end()};
}

}  // namespace press
