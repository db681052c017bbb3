#include "system-paths.h"

#include <cstdlib>

namespace press {

std::string realPath(const std::string& path) {
  char* resolved = realpath(path.c_str(), nullptr);
  std::string real = resolved ? resolved : path;
  free(resolved);
  return real;
}

std::vector<std::string> systemPaths(const std::string& programFolder) {
  // Debian keeps parts of LibreOffice in /usr/share and /etc, and links to them from its program folder.
  return {
      realPath(programFolder + "/.."), "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib",
      "/usr/share/libreoffice", "/usr/share/fonts", "/usr/share/texmf/fonts", "/usr/share/fontconfig", "/usr/share/zoneinfo", "/usr/share/hunspell",
      "/usr/share/hyphen", "/usr/share/libnumbertext", "/usr/share/mythes", "/usr/share/myspell", "/usr/share/liblangtag", "/usr/share/icu",
      "/usr/share/color", "/usr/local/share/fonts", "/etc/fonts", "/etc/libreoffice", "/etc/localtime",
      "/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice", "/dev/urandom",
  };
}

}  // namespace press
