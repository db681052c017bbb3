#include "files.h"

#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace press {
namespace {

using Attempt = long (*)(const char* path);

/// Refused only when every attempt is refused. errno is then that of the first one.
long tryAll(const std::string& path, std::initializer_list<Attempt> attempts) {
  int firstError = 0;
  for (Attempt attempt : attempts) {
    if (long result = attempt(path.c_str()); result >= 0) return result;
    if (firstError == 0) firstError = errno;
  }
  errno = firstError;
  return -1;
}

/// In the jail of a program the call succeeds but does nothing, so the mode is checked.
long changeMode(const char* path) {
  struct stat facts{};
  if (chmod(path, 0640) != 0 && fchmodat(AT_FDCWD, path, 0640, 0) != 0) return -1;
  bool isChanged = stat(path, &facts) == 0 && (facts.st_mode & 0777) == 0640;
  if (!isChanged) errno = EPERM;
  return isChanged ? chmod(path, 0600) : -1;
}

long empty(const char* path) {
  return tryAll(path, {[](const char* at) -> long { return truncate(at, 0); },
                        [](const char* at) -> long { return open(at, O_WRONLY | O_TRUNC); },
                        // Landlock has no right for these two before version 3.
                        [](const char* at) -> long { return open(at, O_RDONLY | O_TRUNC); },
                        [](const char* at) -> long { return open(at, O_ACCMODE | O_TRUNC); }});
}

}  // namespace

void tryFile(Report& report, const Target& file) {
  const std::string& name = file.name;
  const char* path = file.what.c_str();
  report.add("read " + name, open(path, O_RDONLY));
  report.add("write to " + name, open(path, O_WRONLY | O_APPEND));
  report.add("chmod " + name, changeMode(path));
  report.add("chown " + name, lchown(path, getuid(), getgid()));
  const timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  report.add("set the times of " + name, utimensat(AT_FDCWD, path, now, 0));
  report.add("set an attribute of " + name, setxattr(path, "user.platen", "x", 1, 0));
  report.add("empty " + name, empty(path));
  report.add("make a file beside " + name, open((file.what + ".new").c_str(), O_CREAT | O_WRONLY, 0600));
  report.add("link to " + name, link(path, "neighbour"));
  report.add("rename " + name, tryAll(path, {[](const char* at) -> long { return rename(at, (std::string(at) + ".moved").c_str()); },
                                              [](const char* at) -> long { return rename(at, "taken"); }}));
  report.add("remove " + name, tryAll(path, {[](const char* at) -> long { return unlink(at); },
                                              [](const char* at) -> long { return unlink((std::string(at) + ".moved").c_str()); }}));
}

void tryOtherFiles(Report& report) {
  report.add("read /etc/passwd", open("/etc/passwd", O_RDONLY));
  report.add("link to a file outside", symlink("/etc/passwd", "link"));
  report.add("make a pipe in its folder", mknod("pipe", S_IFIFO | 0600, 0));
}

}  // namespace press
