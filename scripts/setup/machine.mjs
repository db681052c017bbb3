import { accessSync, constants, existsSync, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * What lies on this machine, by looking at files alone: asking a package manager or running a program would cost
 * every start more than all the rest.
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {(path: string) => boolean} hasFile
 * @property {(name: string) => string | undefined} findProgram Where a program of that name really lies.
 * @property {(prefix: string) => boolean} hasFont Whether a font file's name begins so.
 */

/** @returns {Machine} */
export function thisMachine() {
  /** @type {string[] | undefined} */
  let fonts;
  return {
    platform: process.platform,
    hasFile: existsSync,
    findProgram,
    hasFont: (prefix) => {
      fonts ??= fontFolders().flatMap(filesBelow);
      return fonts.some((name) => name.startsWith(prefix));
    },
  };
}

/** @param {string} name */
function findProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/bin"];
  const path = folders
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isRunnable);
  return path === undefined ? undefined : realpathSync(path);
}

/** @param {string} path */
function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fontFolders() {
  const ofPerson = [".fonts", ".local/share/fonts", "Library/Fonts"].map((folder) => join(homedir(), folder));
  const ofAll = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
  return [...ofAll, ...ofPerson].filter((folder) => existsSync(folder));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : entry.name,
  );
}
