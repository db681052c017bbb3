import { AppError } from "@platen/core";

/** As node:sqlite throws it; the lower byte of `errcode` is the primary result code of SQLite. */
interface SqliteError extends Error {
  readonly code: "ERR_SQLITE_ERROR";
  readonly errcode: number;
}

const [busy, locked, readOnly, ioError, full, protocol] = [5, 6, 8, 10, 13, 15];
const [permission, outOfMemory, corrupt, cannotOpen, notADatabase] = [3, 7, 11, 14, 26];

/** Why the database cannot be used, in words that end with what to do, by primary result code. */
const reasons = new Map<number | undefined, string>([
  [busy, "is held by another process for too long. Try again"],
  [locked, "is held by another process for too long. Try again"],
  [protocol, "is held by another process for too long. Try again"],
  [full, "cannot grow because its disk is full. Free some space; it recovers by itself"],
  [ioError, "cannot be read or written. Check its disk"],
  [readOnly, "may not be written. Check who owns the file and its folder"],
  [permission, "may not be written. Check who owns the file and its folder"],
  [cannotOpen, "cannot be opened. Check that its folder exists and may be written"],
  [outOfMemory, "needs more memory than there is. Free some"],
  [corrupt, "is damaged. Restore it from a backup"],
  [notADatabase, "is not a SQLite database. Choose another path"],
]);

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** The primary result code, or undefined for an error that is not SQLite's. */
function resultCodeOf(error: unknown): number | undefined {
  return isSqliteError(error) ? error.errcode & 0xff : undefined;
}

/** Another process is at work in the database: the same call may succeed a moment later. */
export function isBusy(error: unknown): boolean {
  return [busy, locked, protocol].includes(resultCodeOf(error) ?? -1);
}

/** An error of the surroundings as `unavailable` with the given code; anything else is a bug and stays as it is. */
export function asUnavailable(error: unknown, code: string, path: string): unknown {
  const isClosed = error instanceof Error && "code" in error && error.code === "ERR_INVALID_STATE";
  const reason = isClosed ? "is closed. Start again" : reasons.get(resultCodeOf(error));
  if (reason === undefined) return error;
  return new AppError("unavailable", code, `The database ${path} ${reason}.`, error);
}
