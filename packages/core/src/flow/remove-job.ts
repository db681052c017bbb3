import { type Job, uploadsOf } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { discard, isRetired, retire } from "../job/removal-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { FileStorage } from "../seams/file-storage.ts";
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
  const [kept] = await files.removeFiles(namedFilesOf(job));
  if (kept !== undefined) throw kept.error;
  await removeUnnamedFiles(files, job);
  await jobs.remove(job.id, job.revision);
}

/** Every file that the row names. */
export function namedFilesOf(job: Job): string[] {
  const { key, thumbnailKey } = job.result ?? {};
  return [...uploadsOf(job).map((upload) => upload.key), key, thumbnailKey].filter((each) => each != null);
}

/**
 * What attempts, or those who drew a picture later, stored that the row does not name, because they died or lost the job.
 * Only what has to be searched is: a job that was never claimed, or succeeded at once, has left nothing else.
 */
export async function removeUnnamedFiles(files: FileStorage, job: Job): Promise<void> {
  const named = job.result === null ? 0 : 1;
  if (job.attempt > named || job.thumbnail !== undefined) await files.remove(resultsOf(job));
}
