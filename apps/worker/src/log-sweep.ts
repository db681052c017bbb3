import { isAppError, type Sweep } from "@platen/core";
import type { Log } from "@platen/program";
import { logRun } from "./log-run.ts";

/** One line for what was put right, one for each dead letter and one for each kind of trouble; none for a sweep without. */
export function logSweep(log: Log, { errors, deadLetters, orphans, ...jobs }: Sweep): void {
  if (jobs.sent + jobs.expired + jobs.lost > 0) log.info(jobs, "swept jobs");
  if (orphans > 0) log.info({ removed: orphans }, "removed files without a job");
  for (const report of deadLetters) logRun(log, report);
  // A store that is away fails every job of a sweep alike: one line tells it.
  const byCode = new Map(errors.map((error) => [isAppError(error) ? error.code : error, error]));
  for (const error of byCode.values()) logTrouble(log, error);
}

export function logTrouble(log: Log, error: unknown): void {
  if (isAppError(error)) log.warn({ code: error.code, because: error.message }, "sweep interrupted");
  else log.error({ err: error }, "bug in a sweep");
}
