import { lstat, opendir, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "./storage-error.ts";
import { areRealFolders, isNotEmpty, removeEmptyFolders } from "./storage-folders.ts";

/** Removes the file of a key and the folders that it leaves empty; a folder of that name is no file, and stays. */
export async function removeFile(root: string, key: string): Promise<void> {
  if (!(await areRealFolders(root, key))) return;
  const place = path.join(root, key);
  try {
    if ((await lstat(place)).isDirectory()) return;
    await unlink(place);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await removeEmptyFolders(root, key);
}

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
