#pragma once

namespace press {

/// Whether this process may become other users.
bool canChangeUser();

/// Keeps of all privileges only those to become another user, to end what runs as one, and to enter the folder of a document
/// below one that another user has closed, where this process has that one; none when it cannot become another user.
bool keepOnlyUserPrivileges();

/// From here on this process is a user of its own, without any group or privilege. `userId` 0: the user stays and
/// only the privileges go.
bool becomeUser(unsigned userId);

}  // namespace press
