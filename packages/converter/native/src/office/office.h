#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kit.h"

namespace press {

/// LibreOffice in this process, started once. All calls must come from the same thread.
class Office {
 public:
  /// Empty when there is no LibreOffice in that folder or it does not start.
  static std::optional<Office> start(const std::string& programFolder, const std::string& profileFolder);

  /// Runs LibreOffice's main loop, which calls `whenReady` once, as soon as it is idle. `whenReady` ends the
  /// process; this returns only when the loop did not run.
  void run(std::function<void()> whenReady);

  /// The version, such as 7.4.7.2.
  std::string version() const;
  LibreOfficeKit* kit() const { return kit_; }
  /// From here on LibreOffice draws and exports like soffice. In kit mode, which is made for an editor in a browser,
  /// version 7.4 omits JPEG pictures that could be copied into a PDF unchanged, and draws shapes of a sheet beyond the
  /// edge of its page. Must be called between loading and saving: without kit mode, loading never ends.
  void leaveKitMode() const;
  /// A function of LibreOffice that is not a part of its public interface. Null when this version does not have it.
  void* symbol(const char* name) const;

 private:
  Office(LibreOfficeKit* kit, void* library) : kit_(kit), library_(library) {}

  LibreOfficeKit* kit_;
  void* library_;
};

}  // namespace press
