#pragma once
#include <functional>
#include <optional>
#include <string>

struct _LibreOfficeKit;

namespace press {

/// LibreOffice in this process, started once. Which thread calls does not matter as long as it is always the same.
class Office {
 public:
  /// Nothing when there is no LibreOffice in that folder or it does not start.
  static std::optional<Office> start(const std::string& programFolder, const std::string& profileFolder);

  /// Runs LibreOffice's main loop, which calls `whenReady` once, as soon as the loop has nothing left to do. Does not
  /// come back: `whenReady` ends the process.
  [[noreturn]] void run(std::function<void()> whenReady);

  /// The number of the version, such as 7.4.7.2.
  std::string version() const;
  _LibreOfficeKit* kit() const { return kit_; }
  /// From here on LibreOffice draws and exports as soffice does. While it takes itself for a part of an editor in a
  /// browser, version 7.4 leaves out JPEG pictures that could go into a PDF as they are, and draws shapes of a sheet
  /// beyond the edge of its page. To be called between loading and saving: loading without that mode never ends.
  void leaveKitMode() const;
  /// A function inside LibreOffice that its interface does not offer; null where this version has none.
  void* symbol(const char* name) const;

 private:
  Office(_LibreOfficeKit* kit, void* library) : kit_(kit), library_(library) {}

  _LibreOfficeKit* kit_;
  void* library_;
};

}  // namespace press
