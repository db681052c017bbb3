#pragma once
#include <string>
#include <vector>

namespace press {

/// Whether the kernel can filter system calls.
bool hasSeccomp();

/// Which system calls are allowed. `child`: those of a child of the template process, which has all that it needs in
/// memory. `tool`: also those to start a program. `java`: also those of a virtual machine. `office`: also a local socket, which LibreOffice opens to notice a second
/// start. Nothing ever connects to it.
enum class SeccompProfile { child, tool, java, office };

/// From here on this process can only make the system calls that converting a document needs. A child has no sockets, no
/// other programs or processes, no signals to others, and no links. Other calls fail with EPERM, and a call for another
/// architecture kills the process. Needs no_new_privs. False when the kernel refuses. `refused`: names of more calls
/// to refuse, so that tests can show why each one is allowed.
bool enterSeccomp(SeccompProfile profile, const std::vector<std::string>& refused = {});

}  // namespace press
