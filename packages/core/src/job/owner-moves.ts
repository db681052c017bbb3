import { failureOf } from "../conversion/failures.ts";
import type { ConversionOptions, ResultPasswords } from "../conversion/options/index.ts";
import { callbacksOfRedriven } from "./callback-moves.ts";
import { ended } from "./finish-moves.ts";
import { isTerminal, type Job, type JobFailure, passwordsDropped } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { change, type Decision, refuse } from "./move.ts";

/** The person no longer wants it. Its worker learns so at its next heartbeat and kills the conversion. */
export function cancel(job: Job, policy: JobPolicy, now: number): Decision {
  if (isTerminal(job)) return refuse("finished");
  const error = { ...failureOf("canceled"), attempt: job.attempt };
  return change(job, { ...ended(job, policy, now), status: "canceled", error, ...passwordsDropped(job) });
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
  return change(job, { ...ended(job, policy, now), status: "failed", error, ...passwordsDropped(job) });
}

/** What is asked of a job anew when it is tried again; what is left out stays as it was. */
export interface RedriveChanges {
  readonly password?: string;
  /** In place of all that the job had. */
  readonly resultPasswords?: ResultPasswords | null;
  readonly options?: ConversionOptions;
}

/**
 * A job that ended without a result is tried again with fresh budgets; the attempt keeps growing, so old claims stay fenced
 * off. Passwords for its result that were dropped must come again: without them a file would lie open that was not to.
 */
export function redrive(job: Job, policy: JobPolicy, now: number, changes: RedriveChanges = {}): Decision {
  if (!isTerminal(job)) return refuse("not-finished");
  if (job.status === "succeeded") return refuse("succeeded");
  const { lostPasswords = [], ...kept } = job;
  if (lostPasswords.some((name) => changes.resultPasswords?.[name] === undefined))
    return refuse("passwords-lost");
  if (now >= job.expiresAt) return refuse("too-late"); // its source may be gone already
  const deadlineAt = now + policy.maxWaitMs;
  return change(kept, {
    ...changes,
    ...callbacksOfRedriven(job),
    status: "queued",
    phase: "waiting",
    percent: 0,
    pageProgress: null,
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
