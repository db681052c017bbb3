import type { Warning } from "../conversion/outcome.ts";
import { callbacksAtEnd, dueAfterEnd } from "./callback-moves.ts";
import { type Job, type JobFailure, type JobResult, withoutPasswords } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { type ClaimToken, deadlineAfterWork, isClaimedWith } from "./lease-moves.ts";
import { change, type Decision, refuse } from "./move.ts";

/** The worker's result is stored and sound: the job has it from now on. */
export function succeed(
  job: Job,
  token: ClaimToken,
  { result, warnings }: { result: JobResult; warnings: readonly Warning[] },
  policy: JobPolicy,
  now: number,
): Decision {
  if (!isClaimedWith(job, token)) return refuse("not-yours");
  return change(job, {
    ...ended(job, policy, now),
    result,
    warnings,
    status: "succeeded",
    // A quick conversion ends before the first heartbeat.
    phase: "storing",
    percent: 100,
    pageProgress: null,
    error: null,
    ...withoutPasswords,
  });
}

/**
 * The worker's conversion failed. What may go better another time waits for another attempt while failures are
 * left; everything else ends the job.
 */
export function fail(
  job: Job,
  token: ClaimToken,
  failure: Omit<JobFailure, "attempt"> & { retry: boolean },
  { policy, now, random }: { policy: JobPolicy; now: number; random: () => number },
): Decision {
  if (!isClaimedWith(job, token)) return refuse("not-yours");
  const failures = job.failures + 1;
  const { retry, ...error } = failure;
  if (retry && failures < policy.maxFailures) {
    return change(job, { ...waitAgain(job, now + pauseMs(failures, policy, random), policy, now), failures });
  }
  return change(job, {
    ...ended(job, policy, now),
    status: "failed",
    failures,
    error: { ...error, attempt: job.attempt },
  });
}

/** The worker gives the job back through no fault of the document: costs no attempt, but is not endless. */
export function release(
  job: Job,
  token: ClaimToken,
  delayMs: number,
  failure: Omit<JobFailure, "attempt">,
  policy: JobPolicy,
  now: number,
): Decision {
  if (!isClaimedWith(job, token)) return refuse("not-yours");
  const releases = job.releases + 1;
  if (releases > policy.maxReleases) {
    return change(job, {
      ...ended(job, policy, now),
      status: "failed",
      error: { ...failure, attempt: job.attempt },
    });
  }
  return change(job, { ...waitAgain(job, now + delayMs, policy, now), releases });
}

/** Everything that is the same about every end. The phase stays the one in which the job ended. */
export function ended(job: Job, policy: JobPolicy, now: number): Partial<Job> {
  const expiresAt = now + policy.keepMs;
  const told = callbacksAtEnd(job, policy, now);
  return {
    leaseOwner: null,
    leaseUntil: null,
    finishedAt: now,
    expiresAt,
    ...told,
    dueAt: dueAfterEnd({ ...told, expiresAt }),
  };
}

/** Full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): spreads a herd over the whole pause. */
function pauseMs(failures: number, policy: JobPolicy, random: () => number): number {
  return Math.floor(random() * Math.min(policy.retryCapMs, policy.retryBaseMs * 2 ** (failures - 1)));
}

/** Back into the queue. */
function waitAgain(job: Job, notBefore: number, policy: JobPolicy, now: number): Partial<Job> {
  const deadlineAt = deadlineAfterWork(job, now);
  return {
    status: "queued",
    phase: "waiting",
    percent: 0,
    pageProgress: null,
    leaseOwner: null,
    leaseUntil: null,
    notBefore,
    deadlineAt,
    expiresAt: deadlineAt + policy.keepMs,
    dueAt: Math.min(notBefore + policy.sendGraceMs, deadlineAt),
  };
}
