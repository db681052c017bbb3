import type { TargetFormat } from "../conversion/formats.ts";
import type { ConversionOptions } from "../conversion/options.ts";
import type { Job, JobSource } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";

export interface JobRequest {
  readonly id: string;
  readonly owner: string;
  readonly source: JobSource;
  readonly format: TargetFormat;
  readonly options: ConversionOptions;
  readonly password: string | null;
  readonly batch: string | null;
  readonly requestHash: string;
}

/** A queued job of which no message has been sent yet: due for the sweeper soon, in case the sender dies. */
export function createJob(request: JobRequest, policy: JobPolicy, now: number): Job {
  const deadlineAt = now + policy.maxWaitMs;
  return {
    ...request,
    revision: 1,
    status: "queued",
    phase: "waiting",
    percent: 0,
    result: null,
    error: null,
    warnings: [],
    attempt: 0,
    failures: 0,
    losses: 0,
    releases: 0,
    leaseOwner: null,
    leaseUntil: null,
    sends: 0,
    sentAt: null,
    notBefore: now,
    dueAt: Math.min(now + policy.sendGraceMs, deadlineAt),
    deadlineAt,
    expiresAt: deadlineAt + policy.keepMs,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
  };
}
