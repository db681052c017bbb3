import { mkdir, open } from "node:fs/promises";
import path from "node:path";

/** Makes a folder for its user alone, with the folders above it, so that they outlast a power cut. */
export async function makeDurableFolder(folder: string): Promise<void> {
  const outermost = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (outermost === undefined) return;
  for (let inside = folder; inside.startsWith(outermost); inside = path.dirname(inside))
    await syncFolder(path.dirname(inside));
}

/** Brings the entries of a folder to the disk. Windows knows no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
