import { type Job, uploadsOf } from "../job/job.ts";
import type { ListedFile } from "../seams/file-storage.ts";
import type { Backend } from "./backend.ts";
import { jobIdOfStorageKey } from "./storage-keys.ts";

/**
 * Removes stored files that no job refers to: uploads whose request died before the job existed, results of
 * attempts that lost their job. Only files from before `olderThan` are looked at. That must be longer ago than any
 * request may take between its upload and its job, or the upload could be gone when its job comes. Returns how many
 * were removed, by the time that `signal` was aborted at the latest.
 */
export async function sweepOrphans(
  { jobs, files }: Backend,
  olderThan: number,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  for (const prefix of ["sources", "results"]) {
    for await (const file of files.list(prefix, olderThan)) {
      if (signal?.aborted) return removed;
      const job = await jobs.find(jobIdOfStorageKey(file.key) ?? "");
      if (job !== undefined && refersTo(job, file)) continue;
      await files.remove(file.key);
      removed += 1;
    }
  }
  return removed;
}

/** A job at work may have stored a result that it does not yet show. */
function refersTo(job: Job, { key }: ListedFile): boolean {
  if (uploadsOf(job).some((source) => source.key === key)) return true;
  if (job.result?.key === key || job.result?.thumbnailKey === key) return true;
  return job.status === "processing" && key.includes(`/attempt-${job.attempt}-`);
}
