import { AppError, isTerminal, type Job, type Moved, type RedriveChanges, redriveJob } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { traceparentOf } from "../http/traceparent.ts";
import { InvalidValueError } from "../problems/invalid-value-error.ts";
import { refuseBeyondQuota } from "../submit/refuse-beyond-quota.ts";
import { retryChangesOf } from "../submit/retry-options.ts";
import { startEnqueuing } from "../submit/submit.ts";
import type { WebContext } from "../web-context.ts";
import { jobNotFound } from "./find-own-job.ts";

/**
 * The same job once more, with another password or other options where the request names some. Its source is the one that
 * was uploaded, so it is possible as long as that is kept.
 */
export async function retryJob(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  job: Job,
): Promise<Job> {
  const { backend, policy, clock } = context;
  refuseUnlessRetryable(job);
  const changes = retryChangesOf(request, job);
  await refuseWithoutSource(context, job);
  await refuseBeyondQuota(context, reply, { owner: request.owner, bytes: 0 });
  const redriven = await redriveJob(backend.jobs, job.id, { policy, clock }, changes);
  if (redriven.job === undefined) throw jobNotFound();
  if (redriven.moved) startEnqueuing(context, redriven.job, traceparentOf(request));
  else refuse(redriven, redriven.job, changes);
  return redriven.job;
}

/** Somebody else was faster to try it again: then it goes on as they have asked. */
function refuse({ moved, ...refused }: Moved, job: Job, changes: RedriveChanges): void {
  if ("reason" in refused && refused.reason === "passwords-lost") throw passwordsLost(job, changes);
  refuseUnlessRetryable(job);
}

function refuseUnlessRetryable(job: Job): void {
  if (!isTerminal(job)) {
    throw new AppError(
      "conflict",
      "job_not_finished",
      "The job has not ended. Cancel it first, or wait for its end.",
    );
  }
  if (job.status === "succeeded") {
    const message = "This job has a result. Send the document again to have it converted in another way.";
    throw new AppError("conflict", "job_not_retryable", message);
  }
}

function passwordsLost({ lostPasswords = [] }: Job, { resultPasswords }: RedriveChanges): InvalidValueError {
  const missing = lostPasswords.filter((name) => resultPasswords?.[name] === undefined);
  const mistakes = missing.map((name) => {
    const detail = `The job had the ${name} for its result and no longer knows it. Send it again.`;
    return { pointer: `#/options/${name}`, detail };
  });
  return new InvalidValueError(mistakes);
}

async function refuseWithoutSource({ backend, clock }: WebContext, job: Job): Promise<void> {
  const file = clock.now() < job.expiresAt ? await backend.files.read(job.source.key) : undefined;
  file?.stream.destroy();
  if (file !== undefined) return;
  throw new AppError("missing", "source_missing", "The uploaded file is no longer kept. Upload it again.");
}
