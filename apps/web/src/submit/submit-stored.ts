import { AppError, isAppError, type Job, jobIdOfKey, type Submitted, uploadKeyOf } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { WebContext } from "../web-context.ts";
import { receiveFile } from "./receive.ts";
import { refuseBeyondQuota } from "./refuse-beyond-quota.ts";
import type { StoredSubmission } from "./stored-submission.ts";
import { acceptSubmission } from "./submit.ts";

/** Both an upload and its job are found by it, by its owner alone. A blank, so that no Idempotency-Key gives the same. */
export function jobIdOfUpload({ backend }: WebContext, owner: string, uploadId: string): string {
  return jobIdOfKey(backend.idKey, owner, `upload ${uploadId}`);
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
  { uploadId, filename, wishes }: StoredSubmission,
): Promise<Submitted> {
  const { files, jobs } = context.backend;
  const jobId = jobIdOfUpload(context, request.owner, uploadId);
  const existing = await jobs.find(jobId);
  if (existing !== undefined) return replay(reply, existing);
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes: 0 });
  const key = uploadKeyOf(jobId);
  const stored = await files.read(key);
  if (stored === undefined) throw uploadNotFound();
  const { maxUploadBytes: maxBytes } = context.values;
  const source = await receiveFile({ files, jobId, maxBytes }, filename, stored.stream);
  const submitted = await acceptSubmission(context, request, reply, { jobId, source, wishes });
  context.background.start(files.remove(key), (err) => {
    // It stays for the sweep of files without a job.
    if (isAppError(err)) context.logger.warn({ err, jobId }, "upload not removed");
    else context.logger.error({ err, jobId }, "upload not removed");
  });
  return submitted;
}

function replay(reply: FastifyReply, job: Job): Submitted {
  reply.header("idempotent-replayed", "true").header("location", `/v1/jobs/${job.id}`);
  return { outcome: "replayed", job };
}

function uploadNotFound(): AppError {
  const message =
    "There is no such upload. Send the file to the address that POST /v1/uploads gave, then ask again.";
  return new AppError("missing", "upload_not_found", message);
}
