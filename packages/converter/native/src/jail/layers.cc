#include "layers.h"

namespace press {

const char* nameOf(Layer layer) {
  switch (layer) {
    case Layer::landlock: return "landlock";
    case Layer::userIds: return "user-ids";
    case Layer::systemCalls: return "seccomp";
    case Layer::limits: return "limits";
    case Layer::environment: return "environment";
    case Layer::descriptors: return "descriptors";
  }
  return "";
}

Layers Layers::named(const std::vector<std::string>& names) {
  Layers layers;
  for (Layer layer : allLayers)
    for (const std::string& name : names)
      if (name == nameOf(layer)) layers.add(layer);
  return layers;
}

std::vector<std::string> Layers::names() const {
  std::vector<std::string> names;
  for (Layer layer : allLayers)
    if (has(layer)) names.push_back(nameOf(layer));
  return names;
}

Layers Layers::missing() const {
  Layers missing;
  for (Layer layer : {Layer::systemCalls, Layer::limits, Layer::environment, Layer::descriptors})
    if (!has(layer)) missing.add(layer);
  if (!has(Layer::landlock) && !has(Layer::userIds)) missing.add(Layer::landlock);
  return missing;
}

}  // namespace press
