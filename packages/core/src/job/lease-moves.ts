import type { Job, Progress } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";
import { change, type Decision, refuse } from "./move.ts";

/** Proof of a claim. The attempt is the fencing token: an earlier claim of the same job is refused. */
export interface ClaimToken {
  readonly attempt: number;
  readonly owner: string;
}

/** A worker claims a queued job, or one whose worker has been silent for longer than its lease. */
export function claim(job: Job, worker: string, policy: JobPolicy, now: number): Decision {
  if (job.status === "processing") return steal(job, worker, policy, now);
  if (job.status !== "queued") return refuse("finished");
  if (now >= job.deadlineAt) return refuse("too-late");
  if (now < job.notBefore) return refuse("too-early");
  return change(job, claimed(job, worker, policy, now));
}

function steal(job: Job, worker: string, policy: JobPolicy, now: number): Decision {
  if (!isAbandoned(job, policy, now)) return refuse("leased");
  if (job.losses >= policy.maxLosses) return refuse("no-losses-left");
  const deadlineAt = deadlineAfterWork(job, now);
  return change(job, { ...claimed(job, worker, policy, now), deadlineAt, losses: job.losses + 1 });
}

export function isAbandoned(job: Job, policy: JobPolicy, now: number): boolean {
  return job.leaseUntil !== null && now > job.leaseUntil + policy.clockAllowanceMs;
}

export function isClaimedWith(job: Job, token: ClaimToken): boolean {
  return job.status === "processing" && job.attempt === token.attempt && job.leaseOwner === token.owner;
}

/** The worker is alive: the lease begins anew, and the reported progress becomes visible. */
export function renew(
  job: Job,
  token: ClaimToken,
  reported: Progress,
  policy: JobPolicy,
  now: number,
): Decision {
  if (!isClaimedWith(job, token)) return refuse("not-yours");
  return change(job, {
    ...lease(job, policy, now),
    phase: reported.phase,
    percent: Math.max(job.percent, reported.percent),
    pageProgress: reported.pageProgress ?? null,
  });
}

function claimed(job: Job, worker: string, policy: JobPolicy, now: number): Partial<Job> {
  return {
    ...lease(job, policy, now),
    status: "processing",
    phase: "starting",
    percent: 0,
    pageProgress: null,
    attempt: job.attempt + 1,
    leaseOwner: worker,
    startedAt: now,
  };
}

/** Time spent processing does not count as waiting, so the deadline moves along. */
export function deadlineAfterWork(job: Job, now: number): number {
  return job.deadlineAt + Math.max(0, now - (job.startedAt ?? now));
}

/** When the job may be claimed by another: the sweeper must look at it then at the latest. */
export function abandonedFrom(leaseUntil: number, policy: JobPolicy): number {
  return leaseUntil + policy.clockAllowanceMs + 1;
}

/**
 * A job that the sweeper will look at soon enough anyway stays due when it is: to move it in an index costs as much as
 * writing its row twice more, and most jobs are over by then. So a job at work may be due too early, never too late.
 */
function lease(job: Job, policy: JobPolicy, now: number): Pick<Job, "leaseUntil" | "dueAt"> {
  const leaseUntil = now + policy.leaseMs;
  const latest = abandonedFrom(leaseUntil, policy);
  const staysDue = job.dueAt <= latest && !isDueSoon(job, now);
  return { leaseUntil, dueAt: staysDue ? job.dueAt : latest };
}

/** So soon that the next renewal may come too late to move it. */
export function isDueSoon({ dueAt }: Pick<Job, "dueAt">, now: number): boolean {
  return dueAt < now + 3_000;
}
