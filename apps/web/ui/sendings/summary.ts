import { type FileState, isRunning, percentDone, type SendingFile, stateOf } from "./sending-file.ts";

/** A sending in figures. */
export interface Summary {
  readonly total: number;
  readonly running: number;
  /** Whether this page still has files that the server has not. */
  readonly isOnlyHere: boolean;
  readonly counts: Readonly<Record<FileState, number>>;
  /** Of everything that was sent, as the server tells it. */
  readonly percent: number;
  /** When the first result is deleted; undefined before there is one. */
  readonly expiresAt: number | undefined;
}

export function summaryOf(files: readonly SendingFile[]): Summary {
  const counts = {
    chosen: 0,
    refused: 0,
    unsent: 0,
    uploading: 0,
    waiting: 0,
    converting: 0,
    done: 0,
    failed: 0,
    canceled: 0,
  };
  let percent = 0;
  let sent = 0;
  let running = 0;
  let expiresAt = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const state = stateOf(file);
    counts[state] += 1;
    if (isRunning(file)) running += 1;
    if (state === "chosen" || state === "refused" || state === "unsent") continue;
    sent += 1;
    percent += percentDone(file);
    if (file.job) expiresAt = Math.min(expiresAt, Date.parse(file.job.expiresAt));
  }
  return {
    total: files.length,
    running,
    isOnlyHere: counts.chosen + counts.unsent + counts.uploading > 0,
    counts,
    percent: sent === 0 ? 0 : Math.floor(percent / sent),
    expiresAt: Number.isFinite(expiresAt) ? expiresAt : undefined,
  };
}
