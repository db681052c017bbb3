#include "landlock.h"

#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace press {
namespace {

// Debian 12's headers end at version 3. The kernel recognizes the structure of each version by its size.
struct RulesetAttributes {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

constexpr uint64_t refer = 1ull << 13, truncateFile = 1ull << 14, deviceControl = 1ull << 15;
constexpr uint64_t tcpBind = 1ull << 0, tcpConnect = 1ull << 1;
constexpr uint64_t scopeAbstractSockets = 1ull << 0, scopeSignals = 1ull << 1;

constexpr uint64_t readRights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
/// Without the rights to create links, sockets, pipes and devices, and to execute.
constexpr uint64_t ownRights = readRights | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                               LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                               LANDLOCK_ACCESS_FS_MAKE_REG | truncateFile;
constexpr uint64_t rightsOfPlainFiles =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | truncateFile;

RulesetAttributes attributesOf(int abi) {
  RulesetAttributes all{(1ull << 13) - 1, 0, 0};
  if (abi >= 2) all.files |= refer;
  if (abi >= 3) all.files |= truncateFile;
  if (abi >= 4) all.network = tcpBind | tcpConnect;
  if (abi >= 5) all.files |= deviceControl;
  if (abi >= 6) all.scopes = scopeAbstractSockets | scopeSignals;
  return all;
}

size_t sizeOf(int abi) {
  if (abi >= 6) return sizeof(RulesetAttributes);
  return abi >= 4 ? offsetof(RulesetAttributes, scopes) : offsetof(RulesetAttributes, network);
}

/// Succeeds for a path that does not exist: it needs no rule.
bool allow(int ruleset, const std::string& path, uint64_t rights) {
  int target = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (target < 0) return true;
  struct stat facts{};
  // The kernel refuses a rule that grants folder rights on a plain file.
  if (fstat(target, &facts) == 0 && !S_ISDIR(facts.st_mode)) rights &= rightsOfPlainFiles;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = target;
  bool isAdded = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close(target);
  return isAdded;
}

}  // namespace

int landlockAbi() {
  long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

std::string describeLandlock(int abi) {
  if (abi == 0) return "none";
  std::string facts = "version " + std::to_string(abi) + ": files";
  if (abi >= 4) facts += ", TCP";
  if (abi >= 6) facts += ", abstract sockets, signals";
  return facts;
}

bool enterLandlock(int abi, const LandlockRules& rules) {
  RulesetAttributes all = attributesOf(abi);
  int ruleset = static_cast<int>(syscall(SYS_landlock_create_ruleset, &all, sizeOf(abi), 0));
  if (ruleset < 0) return false;
  bool isComplete = allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  for (const std::string& path : rules.own) isComplete = isComplete && allow(ruleset, path, ownRights & all.files);
  for (const std::string& path : rules.readable) isComplete = isComplete && allow(ruleset, path, readRights);
  const uint64_t runRights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
  for (const std::string& path : rules.executable) isComplete = isComplete && allow(ruleset, path, runRights);
  if (!rules.sockets.empty()) isComplete = isComplete && allow(ruleset, rules.sockets, LANDLOCK_ACCESS_FS_MAKE_SOCK);
  isComplete = isComplete && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  close(ruleset);
  return isComplete;
}

}  // namespace press
