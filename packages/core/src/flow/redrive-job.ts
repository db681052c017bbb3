import type { JobPolicy } from "../job/job-policy.ts";
import { redrive } from "../job/owner-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { JobStore } from "../seams/job-store.ts";
import { type Moved, moveJob } from "./move-job.ts";

/** Puts a failed job back into the queue with fresh budgets. `enqueueJob` makes it start at once. */
export function redriveJob(
  jobs: JobStore,
  id: string,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
): Promise<Moved> {
  return moveJob(jobs, id, (job) => redrive(job, policy, clock.now()));
}
