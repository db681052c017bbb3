import { cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { thisMachine } from "../setup/machine.mjs";
import { insideRoot, run } from "./chroot.mjs";

/**
 * A folder with what `node:24-trixie-slim` has: a small Debian 13, Node and npm below /usr/local, and the user node.
 * Made once; needs root, debootstrap and the network.
 * @param {string} cache
 * @param {string} node The project's own Node.
 */
export function debianWithNode(cache, node) {
  const folder = join(cache, "debian-13-with-node");
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  run("debootstrap", ["--variant=minbase", "trixie", unfinished, "http://deb.debian.org/debian"]);
  const local = join(unfinished, "usr/local");
  cpSync(realpathSync(node), join(local, "bin/node"));
  const npm = findNpm();
  cpSync(npm, join(local, "lib/node_modules/npm"), { recursive: true });
  writeFileSync(
    join(local, "bin/npm"),
    '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n',
    { mode: 0o755 },
  );
  const addUser =
    "groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node";
  const environment = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" };
  run("unshare", insideRoot(unfinished, addUser, { folder: "/", environment }));
  renameSync(unfinished, folder);
  return folder;
}

function findNpm() {
  const program = thisMachine().findProgram("npm");
  if (program === undefined) throw new Error("npm is not on the PATH.");
  return dirname(dirname(program));
}
