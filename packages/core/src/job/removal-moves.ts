import { failureOf } from "../conversion/failures.ts";
import { callbacksDropped, hasCallbacksLeft } from "./callback-moves.ts";
import { ended } from "./finish-moves.ts";
import { isTerminal, type Job, withoutPasswords } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { change, type Decision, refuse } from "./move.ts";

/**
 * A job on its way out. No move is allowed any more, so its files can be removed before its row without anyone
 * beginning to need them; whoever dies on the way leaves a row that is due.
 */
export function isRetired(job: Job): boolean {
  return isTerminal(job) && job.expiresAt === retiredAt;
}

/** Long ago by every clock, so that one which goes wrong cannot bring the job back. */
const retiredAt = 0;

/** The person wants it gone, whatever it is doing. */
export function discard(job: Job, policy: JobPolicy, now: number): Decision {
  if (isRetired(job)) return refuse("finished");
  const end = isTerminal(job)
    ? {}
    : {
        ...ended(job, policy, now),
        status: "canceled" as const,
        error: { ...failureOf("canceled"), attempt: job.attempt },
      };
  const kept = { ...withoutPasswords, expiresAt: retiredAt, dueAt: now };
  return change(job, { ...end, ...callbacksDropped(job), ...kept });
}

/** A job that was kept long enough, and of which nobody is still to be told. */
export function retire(job: Job, now: number): Decision {
  if (isRetired(job)) return refuse("finished");
  if (!isTerminal(job)) return refuse("not-finished");
  if (now < job.expiresAt || hasCallbacksLeft(job)) return refuse("not-due");
  const dueAt = Math.min(job.dueAt, now); // most are due already, and stay where they are in the index
  return change(job, { ...callbacksDropped(job), ...withoutPasswords, expiresAt: retiredAt, dueAt });
}
