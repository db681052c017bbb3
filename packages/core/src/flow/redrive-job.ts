import type { JobPolicy } from "../job/job-policy.ts";
import { type RedriveChanges, redrive } from "../job/owner-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { JobStore } from "../seams/job-store.ts";
import { type Moved, moveJob } from "./move-job.ts";

/** Puts a job that ended without a result back into the queue with fresh budgets. `enqueueJob` makes it start at once. */
export function redriveJob(
  jobs: JobStore,
  id: string,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
  changes: RedriveChanges = {},
): Promise<Moved> {
  return moveJob(jobs, id, (job) => redrive(job, policy, clock.now(), changes));
}
