#pragma once
#include <cstdint>

#include "child-pipe.h"

namespace press {

/// Makes a lack of memory tell itself from other failures: a document that meets the limit otherwise crashes or
/// fails to load like one that is damaged. Crashes end the process at once, without LibreOffice's own ways to
/// rescue a document. Must be called before the jail is shut.
void prepareLastWords(const Voice& voice, int64_t memoryBytes);

/// The descriptor that the last words need, to be kept in the jail.
int lastWordsDescriptor();

/// Whether memory ran out, or nearly so, until now.
bool isOutOfMemory();

}  // namespace press
