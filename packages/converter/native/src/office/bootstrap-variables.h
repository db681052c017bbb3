#pragma once
#include <string>

namespace press {

/// Keeps LibreOffice from changing anything outside the press, with variables that override its own start files. Must be
/// called before LibreOffice starts.
///
/// - It reads its settings but never writes them. It would write from another thread, a second after a change, and a
///   child that is forked at that moment would wait forever for the lock of that thread.
/// - It does not read dconf, the settings of a desktop: that would create a file in the user's home folder.
/// - The cache of shared extensions is in the profile. LibreOffice as root would create it for all users, with the
///   press's umask, and would then fail for every other user.
/// - The cache of fontconfig is in the profile for the same reason. It still reads the shared cache.
void setBootstrapVariables(const std::string& programFolder, const std::string& profileFolder);

/// Unsets LibreOffice's variables again after it has read them.
void clearBootstrapVariables();

}  // namespace press
