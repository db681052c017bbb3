import { mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const purposes = ["press", "probe", "canary", "owner"] as const;

/** In the system's temporary folder, under a name that tells whose it is: see `removeLeftFolders`. */
export async function makeTemporaryFolder(
  purpose: (typeof purposes)[number],
  parent = tmpdir(),
): Promise<string> {
  return mkdtemp(join(parent, `platen-${purpose}-${await namespaceMark()}-${process.pid}-`));
}

/** A process that was killed could not remove its folders; its number is in their names. */
export async function removeLeftFolders(parent = tmpdir()): Promise<void> {
  const pattern = new RegExp(`^platen-(?:${purposes.join("|")})-${await namespaceMark()}-(\\d+)-`);
  for (const name of await readdir(parent)) {
    const id = Number(pattern.exec(name)?.[1]);
    if (Number.isInteger(id) && !isAlive(id)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Containers that share a temporary folder number their processes apart. */
async function namespaceMark(): Promise<string> {
  const link = await readlink("/proc/self/ns/pid");
  return link.replace(/\D/g, "");
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
