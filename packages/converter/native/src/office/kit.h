#pragma once
// What LibreOfficeKit calls unstable is only what is newer than its first release.
#define LOK_USE_UNSTABLE_API
#include <LibreOfficeKit/LibreOfficeKit.h>
#include <LibreOfficeKit/LibreOfficeKitEnums.h>
