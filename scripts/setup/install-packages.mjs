import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mayInstall } from "./may-install.mjs";
import { root } from "./root.mjs";
import { Unable } from "./unable.mjs";

const stampPath = join("node_modules", ".cache", "platen", "installed-packages");

/**
 * Makes node_modules what package-lock.json says, by `npm ci`, unless it is already. What was found right is
 * remembered by the hash of package-lock.json, so that the next time costs one read.
 */
export function installPackages(folder = root) {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const stamp = `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
  if (readIfThere(join(folder, stampPath)) === stamp) return;
  if (!isInstalled(lock, readIfThere(join(folder, "node_modules", ".package-lock.json")), folder)) {
    if (!mayInstall()) throw new Unable("The npm packages are not installed. Install them: npm ci");
    console.error("Installing the npm packages, Node 24 among them (PLATEN_NO_INSTALL=1 forbids this).");
    runNpm(
      ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"],
      folder,
    );
  }
  remember(join(folder, stampPath), stamp);
}

/**
 * Where this user may not write, as in a project that root has installed, every start looks again.
 * @param {string} path
 * @param {string} stamp
 */
function remember(path, stamp) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, stamp);
  } catch (error) {
    const { code = "" } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!["EACCES", "EPERM", "EROFS"].includes(code)) throw error;
  }
}

/**
 * Whether npm has installed all that the lock file names: it notes what it did in a hidden lock file. Packages for
 * other platforms are missing there, and may be.
 * @param {string} lock
 * @param {string | undefined} hiddenLock
 * @param {string} folder
 */
export function isInstalled(lock, hiddenLock, folder) {
  if (hiddenLock === undefined) return false;
  const installed = JSON.parse(hiddenLock).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/") && !path.includes("/node_modules/")) return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true && !isForThisPlatform(wanted);
    const isSame = found.version === wanted.version && found.integrity === wanted.integrity;
    return isSame && existsSync(join(folder, path));
  });
}

/** @param {{ os?: string[], cpu?: string[], libc?: string[] }} wanted */
function isForThisPlatform({ os, cpu, libc }) {
  const libcHere = process.platform !== "linux" || existsSync("/etc/alpine-release") ? "musl" : "glibc";
  return [
    [os, process.platform],
    [cpu, process.arch],
    [libc, libcHere],
  ].every(([allowed, here]) => allowed === undefined || allowed.includes(/** @type {string} */ (here)));
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
function runNpm(args, cwd) {
  // npm tells its scripts where it is itself; without it, the one on the path must do.
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith(".js") ? [process.execPath, [own]] : ["npm", []];
  const cache = npmCache();
  try {
    const { status } = spawnSync(program, [...first, ...args], {
      cwd,
      env: { ...process.env, npm_config_cache: cache.path },
      // What goes to the standard output is the command's own: `npm run aws:create` writes settings there.
      stdio: ["inherit", 2, "inherit"],
      shell: program === "npm",
    });
    if (status !== 0) throw new Unable("The npm packages could not be installed; npm says why above.");
  } finally {
    if (cache.isTemporary) rmSync(cache.path, { recursive: true, force: true });
  }
}

/**
 * Where npm keeps what it fetches: where it always does, or in a folder for this time alone for a user without a home,
 * or whose cache belongs to root because `sudo npm` made it.
 */
export function npmCache(usual = process.env.npm_config_cache || join(homedir(), ".npm")) {
  try {
    const content = join(usual, "_cacache");
    mkdirSync(content, { recursive: true });
    for (const folder of [content, ...readdirSync(content).map((name) => join(content, name))])
      accessSync(folder, constants.W_OK);
    return { path: usual, isTemporary: false };
  } catch {
    return { path: mkdtempSync(join(tmpdir(), "platen-npm-")), isTemporary: true };
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
