import { statfs } from "node:fs/promises";
import { AppError, isAppError } from "@platen/core";

/** Below this a failure is the disk's, whatever LibreOffice made of it. */
const fullDiskBytes = 1_048_576;

/** Fails with `unavailable` / `work_folder_full` when nothing more can be written into `folder`. */
export async function assertRoomIn(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < fullDiskBytes) throw workFolderFull(undefined);
}

/** An error of the file system as the Converter tells it; any other error as it is. */
export function orWorkFolderFull(error: unknown): unknown {
  const isFull = !isAppError(error) && (error as NodeJS.ErrnoException)?.code === "ENOSPC";
  return isFull ? workFolderFull(error) : error;
}

export function workFolderFull(cause: unknown): AppError {
  return new AppError(
    "unavailable",
    "work_folder_full",
    "The disk of the work folder is full. Free space or move WORK_PATH.",
    cause,
  );
}
