import { statSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { isAlive, ownIdentity } from "@platen/process";

const purposes = ["press", "probe", "canary", "owner", "office", "tool", "file", "fonts"] as const;

/**
 * The system's temporary folder. As root, documents are converted by users of their own, who must be able to enter it:
 * where TMPDIR is root's alone, as some systems set it, the folder that everybody shares takes its place.
 */
export function temporaryParent(): string {
  const ofSystem = tmpdir();
  if (process.getuid?.() !== 0) return ofSystem;
  return [ofSystem, "/tmp", "/var/tmp"].find(isOpenToAll) ?? ofSystem;
}

/** Whether every user can enter a folder or run a program: one closed folder above it is enough to keep them out. */
export function isOpenToAll(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined || (facts.mode & 0o001) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}

/** In the system's temporary folder, under a name that tells whose it is: see `removeLeftFolders`. */
export async function makeTemporaryFolder(
  purpose: (typeof purposes)[number],
  parent = temporaryParent(),
): Promise<string> {
  const { scope, pid, birth } = ownIdentity();
  return mkdtemp(join(parent, `platen-${purpose}-${scope}-${pid}-${birth}-`));
}

/**
 * A process that was killed could not remove its folders; their names say which it was. Containers that share a
 * temporary folder leave each other's alone.
 */
export async function removeLeftFolders(parent = temporaryParent()): Promise<void> {
  const pattern = new RegExp(`^platen-(?:${purposes.join("|")})-${ownIdentity().scope}-(\\d+)-(\\d+)-`);
  for (const name of await readdir(parent)) {
    const [, pid, birth] = pattern.exec(name) ?? [];
    if (birth === undefined || isAlive({ pid: Number(pid), birth })) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
