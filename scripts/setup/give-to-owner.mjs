import { lchownSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** What commands make in the project's folder. */
const made = ["data", "node_modules", "infra/node_modules", "packages/converter/native/build"];

/**
 * Gives what root made in a project of somebody else to whoever owns the project, who could neither change nor remove it
 * otherwise, and could not start Platen any more. Does nothing for anybody else.
 */
export function giveToOwner(folder = root) {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = lstatSync(folder);
  if (uid === 0) return;
  for (const name of made) give(join(folder, name), { uid, gid });
}

/**
 * @param {string} path
 * @param {{ uid: number, gid: number }} owner
 */
function give(path, { uid, gid }) {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return;
  if (facts.uid === 0) lchownSync(path, uid, gid);
  // Not through symbolic links: they may lead anywhere.
  if (facts.isDirectory()) for (const name of readdirSync(path)) give(join(path, name), { uid, gid });
}
