import { AppError } from "@platen/core";

/** The code of an error of the operating system, as `ENOENT`; undefined for any other error. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : undefined;
}

/** Nothing is there, or what is there is no folder. */
export function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(systemCodeOf(error) ?? "");
}

/** A failure of the disk as `unavailable`, with `file_storage_full` for a full one; anything else stays as it is. */
export function asStorageError(error: unknown, folder: string): unknown {
  const code = systemCodeOf(error);
  if (code === undefined) return error;
  if (code === "ENOSPC" || code === "EDQUOT") {
    const message = `The disk of ${folder} is full. Free some space; the storage recovers by itself.`;
    return new AppError("unavailable", "file_storage_full", message, error);
  }
  const message = `The storage folder ${folder} cannot be used (${code}). Check that it exists, is whole and may be written.`;
  return new AppError("unavailable", "file_storage_unavailable", message, error);
}
