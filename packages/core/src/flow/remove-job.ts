import type { JobPolicy } from "../job/job-policy.ts";
import { cancel } from "../job/owner-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { moveJob } from "./move-job.ts";
import { resultsOf, sourcesOf } from "./storage-keys.ts";

/**
 * Removes a job with everything it stored; a running one is canceled first. The row goes last: a crash on the way
 * leaves a job that is still due for removal. False when there was no such job.
 */
export async function removeJob(
  { jobs, files }: Backend,
  id: string,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
): Promise<boolean> {
  for (;;) {
    const { job } = await moveJob(jobs, id, (current) => cancel(current, policy, clock.now()));
    if (job === undefined) return false;
    await files.remove(sourcesOf(id));
    await files.remove(resultsOf(id));
    if (await jobs.remove(id, job.revision)) return true;
  }
}
