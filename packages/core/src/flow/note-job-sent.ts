import type { JobPolicy } from "../job/job-policy.ts";
import { noteSent } from "../job/sweep-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { JobStore } from "../seams/job-store.ts";
import { moveJob } from "./move-job.ts";

/** Remembers that a message is on its way. Comes after the send: a crash between the two only sends twice. */
export async function noteJobSent(
  jobs: JobStore,
  id: string,
  policy: JobPolicy,
  clock: Clock,
): Promise<void> {
  await moveJob(jobs, id, (job) => noteSent(job, policy, clock.now()));
}
