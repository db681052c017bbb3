import { type Job, uploadsOf } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { discard, isRetired, retire } from "../job/removal-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { moveJob } from "./move-job.ts";
import { resultsOf } from "./storage-keys.ts";

/** Removes a job with everything it stored; a running one is canceled by it. False when there was no such job. */
export async function removeJob(
  backend: Backend,
  id: string,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
): Promise<boolean> {
  const { job } = await moveJob(backend.jobs, id, (current) => discard(current, policy, clock.now()));
  if (job === undefined) return false;
  await eraseJob(backend, job);
  return true;
}

/** Removes a job that was kept long enough; false when it was not, or is gone. */
export async function removeExpiredJob(backend: Backend, id: string, clock: Clock): Promise<boolean> {
  const { job } = await moveJob(backend.jobs, id, (current) => retire(current, clock.now()));
  if (job === undefined || !isRetired(job)) return false;
  await eraseJob(backend, job);
  return true;
}

/**
 * The row goes last, and only what belongs to this very job goes before it: another may be created under the same
 * id as soon as the row is gone, while a second remover is still at work.
 */
async function eraseJob({ jobs, files }: Backend, job: Job): Promise<void> {
  for (const { key } of uploadsOf(job)) await files.remove(key);
  await files.remove(resultsOf(job));
  await jobs.remove(job.id, job.revision);
}
