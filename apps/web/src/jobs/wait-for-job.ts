import { isTerminal, type Job, type JobWatches } from "@platen/core";

export interface Waiting {
  readonly watches: JobWatches;
  readonly waitMs: number;
  /** Aborted: nobody waits any longer. */
  readonly signal: AbortSignal;
}

/**
 * The job as soon as `isEnough`, or as it is when the time is over or `signal` is aborted. Undefined when the job
 * was removed meanwhile. `job` is what was just read.
 */
export async function waitForJob(
  { watches, waitMs, signal }: Waiting,
  job: Job,
  isEnough: (job: Job) => boolean,
): Promise<Job | undefined> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  let latest = job;
  for await (const seen of watches.watch(job, stop, { isUrgent: true })) {
    latest = seen;
    if (isEnough(seen)) break;
  }
  const isGone = !stop.aborted && !isEnough(latest) && !isTerminal(latest);
  return isGone ? undefined : latest;
}
