import { type CallbackReport, isAppError } from "@platen/core";
import type { Log } from "@platen/program";

const levels = {
  delivered: "info",
  skipped: "debug",
  again: "warn",
  failed: "warn",
  refused: "debug",
  interrupted: "warn",
} as const satisfies Record<CallbackReport["outcome"], "debug" | "info" | "warn">;

/** One line for each attempt to tell others of a job. Of their address it holds the host alone. */
export function logCallback(log: Log, { error, outcome, ...report }: CallbackReport): void {
  if (error !== undefined && !isAppError(error))
    log.error({ ...report, outcome, err: error }, "bug in a callback");
  else {
    const because = isAppError(error) ? { code: error.code, because: error.message } : {};
    log[levels[outcome]]({ ...report, ...because }, `callback ${outcome}`);
  }
}
