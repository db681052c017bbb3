import { lstat, opendir, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "./storage-error.ts";
import { isNotEmpty } from "./storage-folders.ts";

/** Removes a file, a link itself, or a folder with what is in it; a folder that is written to meanwhile stays with that. */
export async function removeFiles(place: string): Promise<void> {
  try {
    if (!(await lstat(place)).isDirectory()) return await unlink(place);
    for await (const { name } of await opendir(place)) await removeFiles(path.join(place, name));
    await rmdir(place);
  } catch (error) {
    if (!isMissing(error) && !isNotEmpty(error)) throw error;
  }
}
