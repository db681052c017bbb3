#pragma once
#include <string>

namespace press {

/// Tells LibreOffice by variables, which come before those of its own start files, to change nothing that is not the
/// press's. To be called before LibreOffice starts.
///
/// - Its settings are read and never written. It would write from a thread of its own, a second after a change, and a
///   child forked in that moment would wait for ever for the lock that the thread holds.
/// - dconf, where a desktop keeps settings, is not asked: that makes a file in the user's home.
/// - The cache of the extensions that all users share lies in the profile. As root LibreOffice makes it where all users
///   look for it, with the rights that the press's umask leaves: from then on it fails for every other user.
/// - What fontconfig finds goes into the profile, too, for the same reason; it still reads the shared cache.
void setBootstrapVariables(const std::string& programFolder, const std::string& profileFolder);

/// Takes LibreOffice's variables out of the environment again, once it has read them.
void clearBootstrapVariables();

}  // namespace press
