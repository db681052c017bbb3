import type { Job } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { noteSent } from "../job/sweep-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { moveJob } from "./move-job.ts";

export interface Enqueuing {
  readonly policy: JobPolicy;
  readonly clock: Clock;
  readonly traceparent?: string;
  /** Returns when a job that still waits is worth a note: one that has started by then needs none. */
  readonly pause?: () => Promise<void>;
}

/** The longest such pause that comes before the sweeper takes the message for forgotten, also where the queue is slow. */
export const notePauseMs = 2_000;

/**
 * Job → queue, and remembers that a message is on its way if the job does not start soon. Fails when the queue is down;
 * then the sweeper sends the message later.
 */
export async function enqueueJob(
  { jobs, queue }: Backend,
  job: Job,
  { policy, clock, traceparent, pause }: Enqueuing,
): Promise<void> {
  const delayMs = Math.max(0, job.notBefore - clock.now());
  await queue.send(job.id, { owner: job.owner, delayMs, ...(traceparent !== undefined && { traceparent }) });
  await pause?.();
  // Noted after the send: a crash between the two only sends twice.
  await moveJob(jobs, job.id, (sent) => noteSent(sent, policy, clock.now()));
}
