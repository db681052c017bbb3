import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { Unable } from "./unable.mjs";

const oldest = { major: 24, minor: 12 };

/** Where the project's own Node of this platform lies once the packages are installed. */
export const ownNodePath = join(
  root,
  "node_modules",
  `node-${process.platform}-${process.arch}`,
  "bin",
  "node",
);

/**
 * The Node that runs the project: its own where there is one for the platform, else the one that runs now if it is
 * new enough to run TypeScript as it is.
 */
export function projectNode(ownPath = ownNodePath, version = process.versions.node) {
  if (existsSync(ownPath)) return ownPath;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
  if (isNewEnough) return process.execPath;
  throw new Unable(
    `On ${process.platform} ${process.arch} Platen needs Node ${oldest.major}.${oldest.minor} or newer, and this is ${version}. ` +
      "Install it from https://nodejs.org.",
  );
}
