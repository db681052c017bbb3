import { isAppError, type RunReport } from "@platen/core";
import type { Log } from "@platen/program";

const levels = {
  succeeded: "info",
  failed: "info",
  again: "warn",
  refused: "warn",
  drawn: "info",
  skipped: "debug",
  interrupted: "warn",
} as const satisfies Record<RunReport["outcome"], "debug" | "info" | "warn">;

/** One line for each delivery. An error that is no AppError is a bug: logged as one, with its stack. */
export function logRun(log: Log, { error, outcome, ...report }: RunReport): void {
  if (error !== undefined && !isAppError(error))
    log.error({ ...report, outcome, err: error }, "bug in a run");
  else log[levels[outcome]]({ ...report, ...reasonOf(error) }, `job ${outcome}`);
}

function reasonOf(error: unknown): { code?: string; because?: string } {
  return isAppError(error) ? { code: error.code, because: error.message } : {};
}
