#pragma once

namespace press {

/// Whether the kernel can filter system calls.
bool hasSeccomp();

/// From here on this process makes only the system calls that converting a document needs: no socket, no program,
/// no process, no signal to others, no link. What is not allowed fails with EPERM; a call made as another
/// architecture kills the process. Needs no_new_privs. False when the kernel refuses.
bool enterSeccomp();

}  // namespace press
