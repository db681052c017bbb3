import type { Job } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";

/** An attempt came to no end, and there will be another. */
export interface Interruption {
  /** `worker_lost`: nothing is heard of the worker; `stopped`: it gave the job back; `failed`: the conversion failed. */
  readonly reason: "worker_lost" | "stopped" | "failed";
  /** When the next attempt may begin; null where it waits for nothing but its turn. */
  readonly nextAttemptAt: number | null;
}

/**
 * Why a job that has begun does not go on, as far as its row tells; null while all is well. A worker renews its lease after
 * a third of it, so one that has not done so by half of it is stopped, dead or cut off.
 */
export function interruptionOf(
  job: Job,
  { leaseMs, clockAllowanceMs }: JobPolicy,
  now: number,
): Interruption | null {
  if (job.status === "processing") {
    const { leaseUntil } = job;
    if (leaseUntil === null || now <= leaseUntil - leaseMs / 2 + clockAllowanceMs) return null;
    return { reason: "worker_lost", nextAttemptAt: leaseUntil + clockAllowanceMs };
  }
  if (job.status !== "queued" || job.failures + job.releases === 0) return null;
  const nextAttemptAt = job.notBefore > now ? job.notBefore : null;
  return { reason: job.releases > 0 ? "stopped" : "failed", nextAttemptAt };
}
