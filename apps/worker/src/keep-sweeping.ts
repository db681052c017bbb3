import { setTimeout as sleep } from "node:timers/promises";
import { type Backend, type Clock, isAppError, type JobPolicy, sweepJobs, sweepOrphans } from "@platen/core";
import type { Log } from "@platen/program";
import type { WorkFolder } from "./work-folder.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

export interface Sweeping {
  readonly backend: Backend;
  readonly policy: JobPolicy;
  readonly clock: Clock;
  readonly workFolder: WorkFolder;
  readonly log: Log;
  readonly metrics: WorkerMetrics;
  readonly intervalMs: number;
}

const limit = 100;
const hourMs = 3_600_000;

/**
 * Sweeps jobs every `intervalMs`, give or take a quarter so that workers do not do it all at once, and stored files
 * that no job refers to every hour, until `signal` is aborted. When something is away or breaks, it is logged and
 * the next turn tries again.
 */
export async function keepSweeping(parts: Sweeping, signal: AbortSignal): Promise<void> {
  const { clock, intervalMs, log } = parts;
  let orphansAt = clock.now() + clock.random() * hourMs;
  while (!signal.aborted) {
    await sleep(intervalMs * (0.75 + clock.random() / 2), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await sweepOnce(parts, signal);
      if (clock.now() < orphansAt) continue;
      orphansAt = clock.now() + hourMs;
      const removed = await sweepOrphans(parts.backend, clock.now() - hourMs);
      if (removed > 0) log.info({ removed }, "removed files without a job");
    } catch (error) {
      logTrouble(log, error);
    }
  }
}

function logTrouble(log: Log, error: unknown): void {
  if (isAppError(error)) log.warn({ code: error.code, because: error.message }, "sweep interrupted");
  else log.error({ err: error }, "bug in a sweep");
}

/** A store that is away fails every job of a sweep alike: one line tells it. */
function logTroubles(log: Log, errors: readonly unknown[]): void {
  const byCode = new Map(errors.map((error) => [isAppError(error) ? error.code : error, error]));
  for (const error of byCode.values()) logTrouble(log, error);
}

async function sweepOnce(parts: Sweeping, signal: AbortSignal): Promise<void> {
  const { backend, policy, clock, workFolder, log, metrics } = parts;
  const folders = await workFolder.removeStale();
  if (folders > 0) log.warn({ folders }, "removed the work folders of dead workers");
  for (let seen = limit; seen === limit && !signal.aborted; ) {
    const { errors, ...report } = await sweepJobs(backend, { policy, clock, limit });
    metrics.swept(report);
    if (report.sent + report.expired + report.lost > 0) log.info(report, "swept jobs");
    logTroubles(log, errors);
    // What went wrong stays due: asking for more at once would be the same jobs again.
    seen = errors.length > 0 ? 0 : report.seen;
  }
}
