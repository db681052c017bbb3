#include "configuration-layers.h"

#include <cstdlib>
#include <fstream>

namespace press {
namespace {

constexpr const char* name = "CONFIGURATION_LAYERS";

/// The line `CONFIGURATION_LAYERS=…` of LibreOffice's own start file, without the name.
std::string shippedLayers(const std::string& programFolder) {
  std::ifstream file(programFolder + "/fundamentalrc");
  const std::string start = std::string(name) + "=";
  for (std::string line; std::getline(file, line);)
    if (line.rfind(start, 0) == 0) return line.substr(start.size());
  return "";
}

}  // namespace

void readConfigurationOnly(const std::string& programFolder) {
  std::string layers = shippedLayers(programFolder);
  size_t user = layers.find("user:!");
  if (user == std::string::npos) return;
  // The star means: read, but no changes go there.
  layers.replace(user, 6, "user:*");
  setenv(name, layers.c_str(), 1);
}

void forgetConfigurationLayers() { unsetenv(name); }

}  // namespace press
