import { failureOf } from "../conversion/failures.ts";
import { ended } from "./finish-moves.ts";
import { isTerminal, type Job, passwordsDropped } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { abandonedFrom, isAbandoned } from "./lease-moves.ts";
import { change, type Decision, refuse } from "./move.ts";

/** A queued job whose waiting is over. */
export function expire(job: Job, policy: JobPolicy, now: number): Decision {
  if (isTerminal(job)) return refuse("finished");
  if (job.status === "processing") return refuse("leased");
  if (now < job.deadlineAt) return refuse("too-early");
  const error = { ...failureOf("expired"), attempt: job.attempt };
  return change(job, { ...ended(job, policy, now), status: "expired", error, ...passwordsDropped(job) });
}

/** A job whose workers died too often ends as lost: it may be what kills them. */
export function lose(job: Job, policy: JobPolicy, now: number): Decision {
  if (isTerminal(job)) return refuse("finished");
  if (job.status === "queued" || !isAbandoned(job, policy, now)) return refuse("leased");
  if (job.losses < policy.maxLosses) return refuse("losses-left");
  const error = { ...failureOf("worker_lost"), attempt: job.attempt };
  return change(job, { ...ended(job, policy, now), status: "failed", error });
}

/** A job at work that was due too early: nothing is to be done before its lease is over. */
export function putOffUntilLeaseEnds(job: Job, policy: JobPolicy, now: number): Decision {
  if (isTerminal(job)) return refuse("finished");
  if (job.leaseUntil === null || isAbandoned(job, policy, now)) return refuse("not-leased");
  return change(job, { dueAt: abandonedFrom(job.leaseUntil, policy) });
}

/**
 * A message was sent for a job that waits, or whose worker is silent. The next look comes after a pause that
 * doubles, so that a long queue is not filled with repeats.
 */
export function noteSent(job: Job, policy: JobPolicy, now: number): Decision {
  if (isTerminal(job)) return refuse("finished");
  if (job.status === "processing" && !isAbandoned(job, policy, now)) return refuse("leased");
  const nextLook = Math.max(now, job.notBefore) + policy.resendMs * 2 ** Math.min(job.sends, 6);
  const dueAt = job.status === "queued" ? Math.min(nextLook, job.deadlineAt) : now + policy.resendMs;
  return change(job, { sends: job.sends + 1, sentAt: now, dueAt });
}
