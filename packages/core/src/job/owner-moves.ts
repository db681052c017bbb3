import { failureOf } from "../conversion/failures.ts";
import { callbacksOfRedriven } from "./callback-moves.ts";
import { ended } from "./finish-moves.ts";
import { isTerminal, type Job, type JobFailure, withoutPasswords } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { change, type Decision, refuse } from "./move.ts";

/** The person no longer wants it. Its worker learns so at its next heartbeat and kills the conversion. */
export function cancel(job: Job, policy: JobPolicy, now: number): Decision {
  if (isTerminal(job)) return refuse("finished");
  const error = { ...failureOf("canceled"), attempt: job.attempt };
  return change(job, { ...ended(job, policy, now), status: "canceled", error, ...withoutPasswords });
}

/** Nothing can be made of what was sent, so it ends before it began. */
export function reject(
  job: Job,
  failure: Omit<JobFailure, "attempt">,
  policy: JobPolicy,
  now: number,
): Decision {
  if (job.status !== "queued") return refuse(isTerminal(job) ? "finished" : "leased");
  const error = { ...failure, attempt: job.attempt };
  return change(job, { ...ended(job, policy, now), status: "failed", error, ...withoutPasswords });
}

/** A failed job is tried again with fresh budgets; the attempt keeps growing, so old claims stay fenced off. */
export function redrive(job: Job, policy: JobPolicy, now: number): Decision {
  if (!isTerminal(job)) return refuse("not-finished");
  if (job.status !== "failed") return refuse("not-failed");
  if (now >= job.expiresAt) return refuse("too-late"); // its source may be gone already
  const deadlineAt = now + policy.maxWaitMs;
  return change(job, {
    ...callbacksOfRedriven(job),
    status: "queued",
    phase: "waiting",
    percent: 0,
    error: null,
    failures: 0,
    losses: 0,
    releases: 0,
    sends: 0,
    sentAt: null,
    notBefore: now,
    deadlineAt,
    expiresAt: deadlineAt + policy.keepMs,
    dueAt: Math.min(now + policy.sendGraceMs, deadlineAt),
    startedAt: null,
    finishedAt: null,
  });
}
