#pragma once
#include <string>
#include <vector>

namespace press {

/// Whether the kernel can filter system calls.
bool hasSeccomp();

/// Who is in the jail: a child of the mother, who has all that she needs in memory, or a program that is yet to start
/// and then opens a local socket, as LibreOffice does to be told of a second start. Nobody ever connects.
enum class Inmate { child, program };

/// From here on this process makes only the system calls that converting a document needs: no socket, no program,
/// no process, no signal to others, no link. What is not allowed fails with EPERM; a call made as another
/// architecture kills the process. Needs no_new_privs. False when the kernel refuses. `refused`: names of calls to
/// take off the list, to see what they are good for.
bool enterSeccomp(Inmate inmate, const std::vector<std::string>& refused = {});

}  // namespace press
