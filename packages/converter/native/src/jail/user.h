#pragma once

namespace press {

/// Whether this process may become another user.
bool canChangeUser();

/// Drops all privileges except those to become another user and to signal its processes. Also keeps the one to enter
/// folders that are closed to this user, if this process has it. Drops all when this process cannot become another user.
bool keepOnlyUserPrivileges();

/// From here on this process runs as this user, without any group or privilege. `userId` 0: keeps the user and drops
/// only the privileges.
bool becomeUser(unsigned userId);

}  // namespace press
