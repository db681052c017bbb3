import { setTimeout as sleep } from "node:timers/promises";
import {
  AppError,
  type CallbackTarget,
  enqueueJob,
  hasCallbacksLeft,
  isAppError,
  type Job,
  jobIdOfKey,
  notePauseMs,
  type Submitted,
  submitJob,
  uploadKeyOf,
  uploadsOf,
} from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { traceparentOf } from "../http/traceparent.ts";
import type { WebContext } from "../web-context.ts";
import { refuseMarkMistakes } from "./attached-files.ts";
import { refuseForbiddenTargets } from "./callback-fields.ts";
import { fetchDocument } from "./fetch-document.ts";
import { jobIdOf, type Received } from "./receive.ts";
import { refuseBeyondQuota } from "./refuse-beyond-quota.ts";
import { refuseUnlessPossible } from "./refuse-target.ts";
import type { FetchedSubmission, StoredSubmission } from "./request-options.ts";
import { storeDocument } from "./store-document.ts";

/**
 * Job → queue, for a document that is stored. The job is durable when this returns; the message to the workers is
 * sent without anyone waiting for it, because a job whose message is lost is found by the sweeper.
 */
export async function submit(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { jobId, requested, ...documents }: Received,
): Promise<Submitted> {
  const { backend, policy, clock, metrics } = context;
  const { owner } = request;
  try {
    const bytes = uploadsOf(documents).reduce((sum, upload) => sum + upload.bytes, 0);
    await refuseBeyondQuota(context, reply, { owner, bytes, jobId });
  } catch (error) {
    // Of documents that are refused nothing stays.
    for (const { key } of uploadsOf(documents)) await backend.files.remove(key);
    throw error;
  }
  const callbacks = requested.callbacks.map((target) => withBasePath(target, request.basePath));
  const submission = { jobId, owner, ...documents, ...requested, callbacks };
  const submitted = await submitJob(backend, submission, { policy, clock });
  metrics.countSubmission(submitted.outcome);
  if (submitted.outcome === "mismatch") throw keyReused();
  if (submitted.outcome === "created") startEnqueuing(context, submitted.job, traceparentOf(request));
  return answered(reply, submitted);
}

/**
 * Makes the job of a file that was uploaded directly. The file is copied to a place that nobody has a form for, and
 * looked at and hashed on the way, so that what is converted is what was accepted. An upload makes one job, however
 * often it is asked for.
 */
export async function submitStored(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { uploadId, filename, requested }: StoredSubmission,
): Promise<Submitted> {
  refuseForbiddenTargets(context, requested.callbacks);
  refuseUnlessPossible(filename, requested);
  refuseMarkMistakes(requested, []);
  const { files, jobs } = context.backend;
  const jobId = jobIdOfUpload(context, request.owner, uploadId);
  const existing = await jobs.find(jobId);
  if (existing !== undefined) return answered(reply, { outcome: "replayed", job: existing });
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes: 0 });
  const key = uploadKeyOf(jobId);
  const stored = await files.read(key);
  if (stored === undefined) throw uploadNotFound();
  const source = await storeDocument(context, jobId, filename, stored.stream);
  const submitted = await submit(context, request, reply, { jobId, source, requested });
  context.background.start(files.remove(key), (err) => {
    // It stays for the sweep of files without a job.
    if (isAppError(err)) context.logger.warn({ err, jobId }, "upload not removed");
    else context.logger.error({ err, jobId }, "upload not removed");
  });
  return submitted;
}

/** Makes a job of the document at an address. */
export async function submitFetched(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { requested, ...address }: FetchedSubmission,
): Promise<Submitted> {
  refuseForbiddenTargets(context, requested.callbacks);
  const jobId = jobIdOf(context, request);
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes: 0, jobId });
  const source = await fetchDocument(context, { request, reply, jobId }, address);
  try {
    refuseUnlessPossible(source.filename, requested);
  } catch (error) {
    await context.backend.files.remove(source.key);
    throw error;
  }
  return submit(context, request, reply, { jobId, source, requested });
}

/** Both an upload and its job are found by it, by its owner alone. A blank, so that no Idempotency-Key gives the same. */
export function jobIdOfUpload({ backend }: WebContext, owner: string, uploadId: string): string {
  return jobIdOfKey(backend.idKey, owner, `upload ${uploadId}`);
}

export function startEnqueuing(context: WebContext, job: Job, traceparent: string | undefined): void {
  const { backend, policy, clock, background, logger, stopping } = context;
  // Whoever stops does not wait, and notes it at once.
  const pause = () => sleep(notePauseMs, undefined, { signal: stopping }).catch(() => undefined);
  const traced = { policy, clock, pause, ...(traceparent !== undefined && { traceparent }) };
  background.start(enqueueJob(backend, job, traced), (err) =>
    logger.warn({ err, jobId: job.id }, "message not sent; the sweeper will send it"),
  );
}

/** Whoever wants to hear of the end of a job that ended here is told at once: a worker does it when it gets a message. */
export function startTelling(context: WebContext, job: Job): void {
  if (hasCallbacksLeft(job)) startEnqueuing(context, job, undefined);
}

function answered(reply: FastifyReply, submitted: Submitted): Submitted {
  if (submitted.outcome === "replayed") reply.header("idempotent-replayed", "true");
  reply.header("location", `${reply.request.basePath}/v1/jobs/${submitted.job.id}`);
  return submitted;
}

/** Whoever is told of the job has the same way to it as whoever asked for it. */
function withBasePath(target: CallbackTarget, basePath: string): CallbackTarget {
  return target.kind === "webhook" && basePath !== "" ? { ...target, basePath } : target;
}

function keyReused(): AppError {
  const message =
    "This Idempotency-Key was used for another file or other options. Use a new one for a new request.";
  return new AppError("request", "idempotency_key_reused", message);
}

function uploadNotFound(): AppError {
  const message =
    "There is no such upload. Send the file to the address that POST /v1/uploads gave, then ask again.";
  return new AppError("missing", "upload_not_found", message);
}
