import { type Job, uploadsOf } from "../job/job.ts";
import type { ListedFile } from "../seams/file-storage.ts";
import { isStorageKey } from "../seams/storage-key.ts";
import type { Backend } from "./backend.ts";
import { inParallel } from "./in-parallel.ts";
import { jobIdOfStorageKey } from "./storage-keys.ts";
import type { SweeperParts } from "./worker-parts.ts";

/** Longer than any request takes between its upload and its job. */
const orphanAgeMs = 3_600_000;

/** For so long nobody else looks: a little less than the hour after which each worker asks again. */
const turnMs = 50 * 60_000;

/** So many files are looked at together, and the jobs of so many are read once more at the same time. */
const batchSize = 100;
const width = 16;

/**
 * `sweepOrphans` for one of all workers in an hour: looking at every stored file is too much for each of them. Zero where
 * it was not this one's turn, or where old files go by themselves.
 */
export async function sweepOrphansInTurn(
  { name, backend, clock }: Pick<SweeperParts, "name" | "backend" | "clock">,
  signal: AbortSignal,
): Promise<number> {
  if (backend.removesOldFiles === true) return 0;
  const now = clock.now();
  if (!(await backend.jobs.takeTurn("orphans", name, { now, forMs: turnMs }))) return 0;
  return sweepOrphans(backend, now - orphanAgeMs, signal);
}

/**
 * Removes stored files that no job refers to: uploads whose request died before the job existed, results of
 * attempts that lost their job. Only files from before `olderThan` are looked at. That must be longer ago than any
 * request may take between its upload and its job, or the upload could be gone when its job comes. Returns how many
 * were removed, by the time that `signal` was aborted at the latest.
 */
export async function sweepOrphans(
  backend: Backend,
  olderThan: number,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  for (const prefix of ["sources", "results"]) {
    let batch: ListedFile[] = [];
    for await (const file of backend.files.list(prefix, olderThan)) {
      if (signal?.aborted) return removed;
      if (isStorageKey(file.key)) batch.push(file); // anything else is not ours
      if (batch.length < batchSize) continue;
      removed += await removeOrphans(backend, batch);
      batch = [];
    }
    if (signal?.aborted) return removed;
    removed += await removeOrphans(backend, batch);
  }
  return removed;
}

/** Fails for the first file that cannot be removed, when the others are. */
async function removeOrphans({ jobs, files }: Backend, listed: readonly ListedFile[]): Promise<number> {
  if (listed.length === 0) return 0;
  const ids = [...new Set(listed.map(jobIdOf))];
  const rows = await jobs.findChanged(ids.map((id) => ({ id, revision: -1 })));
  const orphans: string[] = [];
  const doubtful = listed.filter((file) => !refersTo(rows.get(jobIdOf(file)), file));
  await inParallel(doubtful, width, async (file) => {
    // That look may have been a second late.
    if (!refersTo(await jobs.find(jobIdOf(file)), file)) orphans.push(file.key);
  });
  const kept = await files.removeFiles(orphans);
  if (kept[0] !== undefined) throw kept[0].error;
  return orphans.length;
}

function jobIdOf({ key }: ListedFile): string {
  return jobIdOfStorageKey(key) ?? "";
}

/** A job at work may have stored a result that it does not yet show. */
function refersTo(job: Job | undefined, { key }: ListedFile): boolean {
  if (job === undefined) return false;
  if (uploadsOf(job).some((source) => source.key === key)) return true;
  if (job.result?.key === key || job.result?.thumbnailKey === key) return true;
  return job.status === "processing" && key.includes(`/attempt-${job.attempt}-`);
}
