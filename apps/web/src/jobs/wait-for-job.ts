import { isTerminal, type Job, type JobStore, type WatchPace, watchJob } from "@platen/core";

export interface Waiting {
  readonly jobs: JobStore;
  readonly pace: WatchPace;
  readonly waitMs: number;
  /** Aborted: nobody waits any longer. */
  readonly signal: AbortSignal;
}

/**
 * The job as soon as `isEnough`, or as it is when the time is over or `signal` is aborted. Undefined when the job
 * was removed meanwhile.
 */
export async function waitForJob(
  { jobs, pace, waitMs, signal }: Waiting,
  job: Job,
  isEnough: (job: Job) => boolean,
): Promise<Job | undefined> {
  if (isEnough(job)) return job;
  const stop = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  let latest = job;
  for await (const seen of watchJob(jobs, job.id, pace, stop)) {
    latest = seen;
    if (isEnough(seen)) break;
  }
  const isGone = !stop.aborted && !isEnough(latest) && !isTerminal(latest);
  return isGone ? undefined : latest;
}
