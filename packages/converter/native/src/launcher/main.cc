// Runs a program in the jail: `jail FOLDER... -- PROGRAM ARGUMENTS...`. For LibreOffice started anew for one document, which
// has to run itself and to open a local socket that nobody connects to. The program reads LibreOffice, the system's
// libraries and fonts, writes the folders, and reaches nothing else. Limits, session and environment are the caller's.
// `jail --check` ends with 0 where this machine has every layer. It ends with 126 and a line on standard error when a layer cannot be entered, and the program is not run then.
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/prctl.h>
#include <unistd.h>

#include "../jail/landlock.h"
#include "../jail/places.h"
#include "../jail/seccomp.h"
#include "../jail/user.h"

namespace {

int refuse(const char* layer) {
  fprintf(stderr, "The jail cannot be entered: %s\n", layer);
  return 126;
}

/// What the kernel opens to run the program: itself and the loader that its first page names.
std::vector<std::string> executables(const std::string& program) {
  return {program, "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"};
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2 && std::string(arguments[1]) == "--check")
    return press::landlockAbi() > 0 && press::hasSeccomp() ? 0 : 126;
  press::LandlockRules rules;
  int at = 1;
  for (; at < count && std::string(arguments[at]) != "--"; ++at) rules.own.push_back(arguments[at]);
  if (at + 1 >= count) return refuse("FOLDER... -- PROGRAM ARGUMENTS... are needed");
  const std::string program = arguments[at + 1];
  rules.readable = press::systemPlaces(program.substr(0, program.rfind('/')));
  rules.executable = executables(program);
  // LibreOffice knows no other place for the socket on which it waits for a second start.
  rules.sockets = "/tmp";
  if (!press::becomeUser(0)) return refuse("privileges");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refuse("no_new_privs");
  if (press::landlockAbi() == 0 || !press::enterLandlock(press::landlockAbi(), rules)) return refuse("landlock");
  if (!press::enterSeccomp(press::Inmate::program)) return refuse("seccomp");
  execv(program.c_str(), arguments + at + 1);
  return refuse("the program does not start");
}
