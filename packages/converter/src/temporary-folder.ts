import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, ownIdentity } from "@platen/process";

const purposes = ["press", "probe", "canary", "owner", "office"] as const;

/** In the system's temporary folder, under a name that tells whose it is: see `removeLeftFolders`. */
export async function makeTemporaryFolder(
  purpose: (typeof purposes)[number],
  parent = tmpdir(),
): Promise<string> {
  const { scope, pid, birth } = ownIdentity();
  return mkdtemp(join(parent, `platen-${purpose}-${scope}-${pid}-${birth}-`));
}

/**
 * A process that was killed could not remove its folders; their names say which it was. Containers that share a
 * temporary folder leave each other's alone.
 */
export async function removeLeftFolders(parent = tmpdir()): Promise<void> {
  const pattern = new RegExp(`^platen-(?:${purposes.join("|")})-${ownIdentity().scope}-(\\d+)-(\\d+)-`);
  for (const name of await readdir(parent)) {
    const [, pid, birth] = pattern.exec(name) ?? [];
    if (birth === undefined || isAlive({ pid: Number(pid), birth })) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
