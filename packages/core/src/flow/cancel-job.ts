import type { JobPolicy } from "../job/job-policy.ts";
import { cancel } from "../job/owner-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { JobStore } from "../seams/job-store.ts";
import { type Moved, moveJob } from "./move-job.ts";

/** Ends a job that is not over; its worker notices at its next heartbeat and kills the conversion. */
export function cancelJob(
  jobs: JobStore,
  id: string,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
): Promise<Moved> {
  return moveJob(jobs, id, (job) => cancel(job, policy, clock.now()));
}
