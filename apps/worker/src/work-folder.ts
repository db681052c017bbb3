import { mkdir, readdir, rm, stat, utimes } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "@platen/core";
import { isAlive, ownIdentity, type ProcessIdentity } from "@platen/process";

export interface WorkFolder {
  /** This worker's own: nobody else writes into it. */
  readonly path: string;
  /** Removes the folders of workers that died, and says how many. Those of living ones are never touched. */
  removeStale(): Promise<number>;
  remove(): Promise<void>;
}

/** A worker elsewhere (another container, another machine) shows that it lives by touching its folder. */
const silentTooLongMs = 24 * 3_600_000;

/** Makes a folder for this worker below `workPath`, or fails with `unavailable` / `work_folder_unusable`. */
export async function openWorkFolder(workPath: string): Promise<WorkFolder> {
  const own = ownIdentity();
  const parent = resolve(workPath);
  const path = join(parent, `worker-${own.scope}-${own.pid}-${own.birth}`);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    const message = `The work folder ${parent} cannot be written (${why}). Set WORK_PATH to one that can.`;
    throw new AppError("unavailable", "work_folder_unusable", message, error);
  }
  return {
    path,
    removeStale: () => removeStale(parent, path, own),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

async function removeStale(parent: string, ownPath: string, own: ProcessIdentity): Promise<number> {
  const now = new Date();
  await utimes(ownPath, now, now);
  let removed = 0;
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    if (path === ownPath || !(await isStale(path, name, own))) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

async function isStale(path: string, name: string, own: ProcessIdentity): Promise<boolean> {
  const [, scope, pid, birth] = /^worker-([0-9a-f]{8})-([0-9]+)-([0-9]+)$/.exec(name) ?? [];
  if (scope === undefined || pid === undefined || birth === undefined) return false;
  if (scope === own.scope) return !isAlive({ pid: Number(pid), birth });
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && Date.now() - facts.mtimeMs > silentTooLongMs;
}
