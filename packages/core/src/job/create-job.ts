import type { ConversionOptions, ResultPasswords } from "../conversion/options/index.ts";
import type { TargetFormat } from "../conversion/target-formats.ts";
import { type CallbackTarget, newCallback } from "./callback.ts";
import type { AttachedFile, Job, JobSource } from "./job.ts";
import type { JobPolicy } from "./job-policy.ts";

export interface JobRequest {
  readonly id: string;
  readonly owner: string;
  readonly source: JobSource;
  readonly moreSources?: readonly JobSource[];
  readonly attachedFiles?: readonly AttachedFile[];
  readonly format: TargetFormat;
  readonly options: ConversionOptions;
  readonly password: string | null;
  readonly resultPasswords?: ResultPasswords | null;
  readonly batch: string | null;
  readonly batchPosition?: number;
  /** Whoever is told of its end. */
  readonly callbacks?: readonly CallbackTarget[];
  readonly requestHash: string;
  /**
   * Where its revisions begin. Chosen at random, so that whoever still has an earlier job of the same id in hand
   * can never take this one for it.
   */
  readonly firstRevision: number;
}

/** A queued job of which no message has been sent yet: due for the sweeper soon, in case the sender dies. */
export function createJob(
  {
    firstRevision,
    moreSources = [],
    attachedFiles = [],
    resultPasswords = null,
    callbacks = [],
    ...request
  }: JobRequest,
  policy: JobPolicy,
  now: number,
): Job {
  const beside = [...moreSources, ...attachedFiles];
  const moreSourceBytes = beside.reduce((sum, { bytes }) => sum + bytes, 0);
  const deadlineAt = now + policy.maxWaitMs;
  return {
    ...request,
    resultPasswords,
    ...(moreSources.length > 0 && { moreSources }),
    ...(attachedFiles.length > 0 && { attachedFiles }),
    ...(beside.length > 0 && { moreSourceBytes }),
    ...(callbacks.length > 0 && { callbacks: callbacks.map(newCallback) }),
    revision: firstRevision,
    status: "queued",
    phase: "waiting",
    percent: 0,
    pageProgress: null,
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
