import type { Job } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { noteSent } from "../job/sweep-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { moveJob } from "./move-job.ts";

/**
 * Job → queue, and remembers that a message is on its way. Fails when the queue is down; then the sweeper sends the
 * message later.
 */
export async function enqueueJob(
  { jobs, queue }: Backend,
  job: Job,
  { policy, clock, traceparent }: { policy: JobPolicy; clock: Clock; traceparent?: string },
): Promise<void> {
  const delayMs = Math.max(0, job.notBefore - clock.now());
  await queue.send(job.id, { owner: job.owner, delayMs, ...(traceparent !== undefined && { traceparent }) });
  // Noted after the send: a crash between the two only sends twice.
  await moveJob(jobs, job.id, (sent) => noteSent(sent, policy, clock.now()));
}
