import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Job } from "../job/job.ts";
import type { JobStore } from "../seams/job-store.ts";

/** The pause between two looks grows from the first to the second while nothing changes, in milliseconds. */
export interface WatchPace {
  readonly minMs: number;
  readonly maxMs: number;
}

/**
 * The job as it is now, and again each time it has changed, until it is terminal, gone or `signal` is aborted.
 * The row itself is asked, so every web app sees the work of every worker without another channel between them.
 */
export async function* watchJob(
  jobs: JobStore,
  id: string,
  pace: WatchPace,
  signal: AbortSignal,
): AsyncGenerator<Job> {
  let revision = 0;
  for (let pauseMs = pace.minMs; !signal.aborted; pauseMs = Math.min(pauseMs * 1.3, pace.maxMs)) {
    const job = await jobs.find(id);
    if (job === undefined) return;
    if (job.revision !== revision) {
      revision = job.revision;
      pauseMs = pace.minMs;
      yield job;
    }
    if (isTerminal(job)) return;
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
