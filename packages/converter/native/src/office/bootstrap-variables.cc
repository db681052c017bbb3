#include "bootstrap-variables.h"

#include <cstdlib>
#include <fstream>

namespace press {
namespace {

constexpr const char* layersName = "CONFIGURATION_LAYERS";
constexpr const char* cacheName = "UNO_SHARED_PACKAGES_CACHE";

/// The value of `CONFIGURATION_LAYERS` in LibreOffice's own start file.
std::string shippedLayers(const std::string& programFolder) {
  std::ifstream file(programFolder + "/fundamentalrc");
  const std::string start = std::string(layersName) + "=";
  for (std::string line; std::getline(file, line);)
    if (line.rfind(start, 0) == 0) return line.substr(start.size());
  return "";
}

std::string escapeXml(const std::string& text) {
  std::string escaped;
  for (char letter : text) escaped += letter == '&' ? "&amp;" : letter == '<' ? "&lt;" : std::string(1, letter);
  return escaped;
}

/// Writes a configuration that includes the press's replacements of fonts, which whoever made the profile put there, and the
/// normal one. fontconfig finds a name without a folder in its own folder.
void keepFontCacheIn(const std::string& folder) {
  const char* given = getenv("FONTCONFIG_FILE");
  const std::string path = folder + "/fonts.conf";
  std::ofstream(path) << "<fontconfig><cachedir>" << escapeXml(folder) << "/fonts</cachedir><include ignore_missing=\"yes\">"
                      << escapeXml(folder) << "/replacements.conf</include><include>"
                      << escapeXml(given ? given : "fonts.conf") << "</include></fontconfig>\n";
  setenv("FONTCONFIG_FILE", path.c_str(), 1);
}

bool replace(std::string& text, const std::string& part, const std::string& replacement) {
  size_t at = text.find(part);
  if (at == std::string::npos) return false;
  text.replace(at, part.size(), replacement);
  return true;
}

}  // namespace

void setBootstrapVariables(const std::string& programFolder, const std::string& profileFolder) {
  std::string layers = shippedLayers(programFolder);
  // The star makes this layer read-only.
  bool isChanged = replace(layers, "user:!", "user:*");
  // Reading the settings of a desktop creates a file in the user's home folder.
  isChanged = replace(layers, "dconf:* ", "") || isChanged;
  if (isChanged) setenv(layersName, layers.c_str(), 1);
  setenv(cacheName, ("file://" + profileFolder + "/user/shared_packages").c_str(), 1);
  keepFontCacheIn(profileFolder);
}

void clearBootstrapVariables() {
  unsetenv(layersName);
  unsetenv(cacheName);
}

}  // namespace press
