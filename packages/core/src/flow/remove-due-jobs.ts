import type { Job } from "../job/job.ts";
import { isRetired, retire } from "../job/removal-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { inParallel } from "./in-parallel.ts";
import { namedFilesOf, removeUnnamedFiles } from "./remove-job.ts";

export interface Removals {
  readonly removed: number;
  /** What went wrong with single jobs; they stay due. */
  readonly errors: readonly unknown[];
}

/** So many rows are written, or results searched, at the same time. */
const width = 16;

/**
 * Removes jobs that were kept long enough, as they were just listed: all are retired, then the files of all are
 * removed at once, then their rows. A job that has changed since is left alone: somebody else removes it, or it is
 * listed again. Whoever dies on the way leaves rows that are retired and due. Fails when the storage is away.
 */
export async function removeDueJobs(
  { jobs, files }: Backend,
  listed: readonly Job[],
  clock: Clock,
): Promise<Removals> {
  const errors: unknown[] = [];
  const forEachOf = (some: readonly Job[], work: (job: Job) => Promise<void>) =>
    inParallel(some, width, (job) => work(job).catch((error) => void errors.push(error)));

  const retired: Job[] = [];
  await forEachOf(listed, async (job) => {
    if (isRetired(job)) retired.push(job);
    const decision = retire(job, clock.now());
    if (decision.allowed && (await jobs.replace(decision.job, job.revision))) retired.push(decision.job);
  });

  const kept = new Map(
    (await files.removeFiles(retired.flatMap(namedFilesOf))).map((file) => [file.key, file]),
  );
  let removed = 0;
  await forEachOf(retired, async (job) => {
    const left = namedFilesOf(job).find((key) => kept.has(key));
    if (left !== undefined) throw kept.get(left)?.error;
    await removeUnnamedFiles(files, job);
    if (await jobs.remove(job.id, job.revision)) removed += 1;
  });
  return { removed, errors };
}
