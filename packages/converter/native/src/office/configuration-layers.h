#pragma once
#include <string>

namespace press {

/// Has LibreOffice read its profile and never write it. It would write from a thread of its own, a second after a
/// change, and a child forked in that moment would wait for ever for the lock that the thread holds. Does nothing where
/// LibreOffice says nowhere what its configuration consists of. To be called before LibreOffice starts.
void readConfigurationOnly(const std::string& programFolder);

/// Takes away what `readConfigurationOnly` left in the environment, once LibreOffice has read it.
void forgetConfigurationLayers();

}  // namespace press
