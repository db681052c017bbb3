import {
  AppError,
  enqueueJob,
  type Job,
  type JobSource,
  jobIdOfKey,
  newJobId,
  type Submitted,
  submitJob,
} from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { traceparentOf } from "../http/traceparent.ts";
import type { WebContext } from "../web-context.ts";
import { refuseAnnounced } from "./body-in-turns.ts";
import type { Received, Receiving } from "./receive.ts";
import { refuseBeyondQuota } from "./refuse-beyond-quota.ts";
import { formOverheadBytes } from "./upload-limits.ts";
import { UploadTurn } from "./upload-turn.ts";

/**
 * Upload → store → job → queue. The job is durable when this returns; the message to the workers is sent without
 * anyone waiting for it, because a job whose message is lost is found by the sweeper.
 */
export async function submitUpload(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  receive: (receiving: Receiving) => Promise<Received>,
): Promise<Submitted> {
  const jobId = jobIdOf(context, request);
  const announced = Number(request.headers["content-length"] ?? 0);
  const bytes = Math.max(0, announced - formOverheadBytes);
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes, jobId });
  const received = await receiveInTurn(context, request, jobId, receive);
  return acceptSubmission(context, request, reply, { jobId, ...received });
}

/** Job → queue, for a source that is stored. */
export async function acceptSubmission(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { jobId, source, wishes }: Received & { jobId: string },
): Promise<Submitted> {
  const { backend, policy, clock, metrics } = context;
  await refuseStored(context, reply, { owner: request.owner, jobId, source });
  const submission = { jobId, owner: request.owner, source, ...wishes };
  const submitted = await submitJob(backend, submission, { policy, clock });
  metrics.countSubmission(submitted.outcome);
  if (submitted.outcome === "mismatch") throw keyReused();
  if (submitted.outcome === "replayed") reply.header("idempotent-replayed", "true");
  else startEnqueuing(context, submitted.job, traceparentOf(request));
  reply.header("location", `/v1/jobs/${jobId}`);
  return submitted;
}

/** Of a document that is refused nothing stays. */
async function refuseStored(
  context: WebContext,
  reply: FastifyReply,
  { owner, jobId, source }: { owner: string; jobId: string; source: JobSource },
): Promise<void> {
  try {
    await refuseBeyondQuota(context, reply, { owner, bytes: source.bytes, jobId });
  } catch (error) {
    await context.backend.files.remove(source.key);
    throw error;
  }
}

async function receiveInTurn(
  { backend, values, turns }: WebContext,
  request: FastifyRequest,
  jobId: string,
  receive: (receiving: Receiving) => Promise<Received>,
): Promise<Received> {
  refuseAnnounced(request, values.maxUploadBytes);
  const turn = await UploadTurn.begin(turns, request, values.idleTimeoutMs);
  try {
    return await receive({ files: backend.files, jobId, maxBytes: values.maxUploadBytes, turn });
  } finally {
    turn.end();
  }
}

export function startEnqueuing(context: WebContext, job: Job, traceparent: string | undefined): void {
  const { backend, policy, clock, background, logger } = context;
  const traced = { policy, clock, ...(traceparent !== undefined && { traceparent }) };
  background.start(enqueueJob(backend, job, traced), (err) =>
    logger.warn({ err, jobId: job.id }, "message not sent; the sweeper will send it"),
  );
}

function jobIdOf({ backend, clock }: WebContext, { headers, owner }: FastifyRequest): string {
  const key = headers["idempotency-key"];
  if (key === undefined) return newJobId(clock.now());
  if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key))
    return jobIdOfKey(backend.idKey, owner, key);
  const message =
    "An Idempotency-Key has 1 to 255 visible ASCII characters. Use a new random one for each upload.";
  throw new AppError("request", "invalid_idempotency_key", message);
}

function keyReused(): AppError {
  const message =
    "This Idempotency-Key was used for another file or other options. Use a new one for a new request.";
  return new AppError("request", "idempotency_key_reused", message);
}
