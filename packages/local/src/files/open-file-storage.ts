import { access, constants, realpath } from "node:fs/promises";
import path from "node:path";
import { AppError, type FileStorage } from "@platen/core";
import { makeDurableFolder } from "../durable-folder.ts";
import { DiskFileStorage } from "./disk-file-storage.ts";
import { IncomingFiles } from "./incoming-files.ts";

/**
 * Opens the folder, for its user alone, and makes it where it is missing; what dead processes left half-written is
 * removed. Fails with `unavailable` / `storage_folder_unusable`.
 */
export async function openFileStorage(storagePath: string): Promise<FileStorage> {
  const folder = path.resolve(storagePath);
  try {
    await makeDurableFolder(folder);
    const root = await realpath(folder);
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return new DiskFileStorage(root, await IncomingFiles.open(root));
  } catch (error) {
    const message =
      `The storage folder ${folder} cannot be used or made (${(error as NodeJS.ErrnoException).code}). ` +
      "It must be a folder that this user may write. Correct that, or set STORAGE_PATH to another folder.";
    throw new AppError("unavailable", "storage_folder_unusable", message, error);
  }
}
