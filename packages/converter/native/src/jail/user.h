#pragma once

namespace press {

/// Whether this process may become other users.
bool canChangeUser();

/// Keeps of all privileges only those to become another user and to end what runs as one; none when it cannot.
bool keepOnlyUserPrivileges();

/// From here on this process is a user of its own, without any group or privilege. `userId` 0: the user stays and
/// only the privileges go.
bool becomeUser(unsigned userId);

}  // namespace press
