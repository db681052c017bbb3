import { lstat, mkdir, rmdir } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@platen/core";
import { syncFolder } from "../durable-folder.ts";
import { isMissing, systemCodeOf } from "./storage-error.ts";

/** The folders in which the file of a key lies, from the outermost below `root` on. */
function foldersAbove(root: string, key: string): string[] {
  const parts = key.split("/").slice(0, -1);
  return parts.map((_, index) => path.join(root, ...parts.slice(0, index + 1)));
}

/** False when one of them is missing, or is a link, which may lead anywhere. */
export async function areRealFolders(root: string, key: string): Promise<boolean> {
  for (const folder of foldersAbove(root, key)) if (!(await isRealFolder(folder))) return false;
  return true;
}

/**
 * Fails with `unavailable` / `file_storage_unavailable` where something else than a folder is in the way, and with
 * ENOENT when one that was there is removed in this moment.
 */
export async function makeFolders(root: string, key: string): Promise<void> {
  for (const folder of foldersAbove(root, key)) {
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (error) {
      if (systemCodeOf(error) !== "EEXIST") throw error;
      if (!(await lstat(folder)).isDirectory()) throw inTheWay(folder);
    }
  }
}

/** Makes the entries of a file and of its folders durable. A folder that is gone was empty: its files were removed. */
export async function syncFolders(root: string, key: string): Promise<void> {
  const syncs = await Promise.allSettled([root, ...foldersAbove(root, key)].map(syncFolder));
  for (const sync of syncs) if (sync.status === "rejected" && !isMissing(sync.reason)) throw sync.reason;
}

/** From the innermost on; ends at the first that holds something or is gone. Never takes a file with it. */
export async function removeEmptyFolders(root: string, key: string): Promise<void> {
  try {
    for (const folder of foldersAbove(root, key).reverse()) await rmdir(folder);
  } catch (error) {
    if (!isMissing(error) && !isNotEmpty(error)) throw error;
  }
}

export function isNotEmpty(error: unknown): boolean {
  return ["ENOTEMPTY", "EEXIST"].includes(systemCodeOf(error) ?? "");
}

async function isRealFolder(folder: string): Promise<boolean> {
  try {
    return (await lstat(folder)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function inTheWay(folder: string): AppError {
  const message = `${folder} in the storage folder is not a folder, or only a link to one. Remove it.`;
  return new AppError("unavailable", "file_storage_unavailable", message);
}
