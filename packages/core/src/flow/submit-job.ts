import { createHash, timingSafeEqual } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ConversionOptions, ResultPasswords } from "../conversion/options/index.ts";
import type { TargetFormat } from "../conversion/target-formats.ts";
import { type CallbackTarget, hostOf } from "../job/callback.ts";
import { createJob } from "../job/create-job.ts";
import { type AttachedFile, type Job, type JobSource, uploadsOf } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { removeExpiredJob } from "./remove-job.ts";

export interface Submission {
  readonly jobId: string;
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
  /** Whoever is told of the job's end. */
  readonly callbacks?: readonly CallbackTarget[];
}

/** `created`: a new job. `replayed`: the same request was accepted before. `mismatch`: another request has the id. */
export type Submitted = { readonly outcome: "created" | "replayed" | "mismatch"; readonly job: Job };

/**
 * Store → job. The source lies in the storage before the job exists, so a worker never receives a job it cannot
 * read. When this returns `created` the job is durable and will end, whatever dies: `enqueueJob` makes it start at
 * once, and without it the sweeper starts it. When it fails, the source stays for the sweep of orphans, because
 * the job may exist all the same.
 */
export async function submitJob(
  backend: Backend,
  submission: Submission,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
): Promise<Submitted> {
  const { jobs, files } = backend;
  const { jobId: id, ...rest } = submission;
  const firstRevision = 1 + Math.floor(clock.random() * 2 ** 40);
  const requestHash = hashOf(submission, submission.password !== null);
  const request = { id, ...rest, requestHash, firstRevision };
  const job = createJob(request, policy, clock.now());
  for (;;) {
    if (await jobs.create(job)) return { outcome: "created", job };
    const existing = await jobs.find(id);
    if (existing === undefined) continue; // removed in this very moment: the id is free again
    if (await removeExpiredJob(backend, id, clock)) continue;
    if (existing.source.key === submission.source.key) return { outcome: "created", job: existing };
    for (const { key } of uploadsOf(submission)) await files.remove(key);
    return { outcome: isSameRequest(existing, submission) ? "replayed" : "mismatch", job: existing };
  }
}

/**
 * Whether the job was made by this very request. Passwords count as long as the job keeps them; later, only that there
 * were some. So the hash never holds one, and what is left of a job is no help in guessing it. Of callbacks likewise
 * their hosts are left.
 */
function isSameRequest(job: Job, submission: Submission): boolean {
  const { password, resultPasswords, callbacks = [] } = submission;
  for (const [index, { target }] of (job.callbacks ?? []).entries())
    if (target !== null && !isDeepStrictEqual(target, callbacks[index])) return false;
  // A job of an earlier version, whose hash held the password.
  if (job.requestHash === hashOf(submission, password)) return true;
  if (job.requestHash !== hashOf(submission, password !== null)) return false;
  return (
    isSameOrDropped(job.password, password) &&
    isSameOrDropped(job.resultPasswords?.openPassword, resultPasswords?.openPassword) &&
    isSameOrDropped(job.resultPasswords?.ownerPassword, resultPasswords?.ownerPassword)
  );
}

/** Whether there was one is in the hash. */
function isSameOrDropped(kept: string | null | undefined, given: string | null | undefined): boolean {
  return kept == null || given == null || isEqualInTime(kept, given);
}

function isEqualInTime(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function hashOf(submission: Submission, password: boolean | string | null): string {
  const { owner, source, moreSources = [], attachedFiles = [], callbacks = [] } = submission;
  const { format, options, batch, batchPosition, resultPasswords } = submission;
  const ordered = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  const asked: unknown[] = [
    owner,
    source.filename,
    source.format,
    source.sha256,
    format,
    ordered,
    password,
    batch,
  ];
  if (batchPosition !== undefined) asked.push({ batchPosition });
  if (resultPasswords != null) {
    const { openPassword, ownerPassword } = resultPasswords;
    asked.push({ openPassword: openPassword !== undefined, ownerPassword: ownerPassword !== undefined });
  }
  for (const more of moreSources) asked.push([more.filename, more.format, more.sha256]);
  for (const { role, filename, sha256 } of attachedFiles) asked.push({ role, filename, sha256 });
  if (callbacks.length > 0) asked.push(callbacks.map((target) => [target.kind, hostOf(target)]));
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}
