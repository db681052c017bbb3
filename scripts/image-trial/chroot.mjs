import { spawnSync } from "node:child_process";

/**
 * Runs a program to its end and fails when it fails; its output goes where ours goes.
 * @param {string} program
 * @param {string[]} args
 */
export function run(program, args) {
  const { status, signal, error } = spawnSync(program, args, { stdio: "inherit" });
  if (error !== undefined) throw new Error(`${program} cannot be run: ${error.message}`);
  if (status !== 0)
    throw new Error(`${program} ${args.join(" ").slice(0, 200)} ended with ${status ?? signal}.`);
}

/**
 * @typedef {object} EmptyFolder
 * @property {string} path
 * @property {string} mode Such as 0755.
 * @property {string} [owner] A user's and a group's id, as `1000:1000`; root without.
 */

/**
 * @typedef {object} Inside
 * @property {string} folder Where the command runs.
 * @property {Record<string, string>} environment
 * @property {string} [user] A name or `uid:gid`; root without.
 * @property {{ from: string, to: string, isReadOnly?: boolean }[]} [mounts] Folders from outside.
 * @property {(string | EmptyFolder)[]} [emptyFolders] In memory; a path alone is writable by everyone, as a container's tmpfs.
 * @property {boolean} [isReadOnly] Whether the root may not be written.
 * @property {boolean} [isUserOwn] Whether it has users of its own, of which there is only root; needs no root outside.
 */

/**
 * The arguments of `unshare` that run a shell command in a root of its own, with its own processes and mounts, which
 * are gone when it ends. The network is the machine's.
 * @param {string} rootFolder
 * @param {string} command
 * @param {Inside} inside
 */
export function insideRoot(rootFolder, command, inside) {
  const {
    folder,
    environment,
    user,
    mounts = [],
    emptyFolders = [],
    isReadOnly = false,
    isUserOwn = false,
  } = inside;
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const setUp = [
    'mount --make-rprivate /; mount --bind "$R" "$R"',
    'mount -t proc proc "$R/proc"',
    'mount --rbind /dev "$R/dev"',
    ...emptyFolders.map((folder) =>
      emptyFolder(typeof folder === "string" ? { path: folder, mode: "1777" } : folder),
    ),
    ...mounts.map(
      ({ from, to, isReadOnly: only }) =>
        `mkdir -p "$R${to}"; mount --bind "${from}" "$R${to}"${only ? `; mount -o remount,ro,bind "$R${to}"` : ""}`,
    ),
    ...(isReadOnly ? ['mount -o remount,ro,bind "$R"'] : []),
    `exec chroot ${user === undefined ? "" : `--userspec=${user}`} "$R" /usr/bin/env -i "$@" /bin/sh -c 'cd "$0" && eval "$1"' "$F" "$C"`,
  ];
  const script = `set -e; R="$1"; F="$2"; C="$3"; shift 3; ${setUp.join("; ")}`;
  const own = [
    ...(isUserOwn ? ["--user", "--map-root-user"] : []),
    "--mount",
    "--pid",
    "--fork",
    "--kill-child",
  ];
  return [...own, "/bin/sh", "-c", script, "sh", rootFolder, folder, command, ...variables];
}

/**
 * The arguments of `unshare` that boot a root: `init` is the first process of a process list and of control groups of its
 * own. The network is the machine's.
 * @param {string} rootFolder
 * @param {string} init
 */
export function bootedRoot(rootFolder, init) {
  const setUp = [
    'mount --make-rprivate /; mount --bind "$1" "$1"; cd "$1"',
    "mount -t proc proc proc; mount -t sysfs sysfs sys; mount -t cgroup2 cgroup2 sys/fs/cgroup; mount --rbind /dev dev",
    "mount -t tmpfs tmpfs run; mount -t tmpfs tmpfs tmp",
    'exec chroot "$1" /usr/bin/env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin "$2"',
  ];
  const own = ["--mount", "--pid", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child"];
  return [...own, "/bin/sh", "-c", `set -e; ${setUp.join("; ")}`, "sh", rootFolder, init];
}

/**
 * @param {EmptyFolder} folder
 */
function emptyFolder({ path, mode, owner }) {
  const [uid, gid] = (owner ?? "0:0").split(":");
  return `mkdir -p "$R${path}"; mount -t tmpfs -o mode=${mode},uid=${uid},gid=${gid},size=2g tmpfs "$R${path}"`;
}

/**
 * Sends a signal to the first process inside, as Docker does to a container's; `unshare` itself hears none meanwhile.
 * @param {number | undefined} unshareId
 * @param {NodeJS.Signals} signal
 */
export function signalInside(unshareId, signal) {
  const { stdout } = spawnSync("pgrep", ["--parent", String(unshareId)], { encoding: "utf8" });
  process.kill(Number(stdout.trim()), signal);
}
