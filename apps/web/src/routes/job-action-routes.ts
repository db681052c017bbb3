import { AppError, cancelJob, isTerminal, type Job, redriveJob } from "@platen/core";
import { traceparentOf } from "../http/traceparent.ts";
import { findOwnJob, jobNotFound } from "../jobs/find-own-job.ts";
import { sendJob } from "../jobs/send-job.ts";
import { jobParams } from "../schemas/job-params.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import { refuseBeyondQuota } from "../submit/refuse-beyond-quota.ts";
import { startEnqueuing, startTelling } from "../submit/submit.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

/** What may be done to a job. */
export function jobActionRoutes(app: WebApp, context: WebContext): void {
  const { backend, policy, clock } = context;
  const tags = ["jobs"];
  const response = { 200: jobSchema, 202: jobSchema };

  const canceling = { summary: "Stop a job", tags, params: jobParams, response };
  app.post("/v1/jobs/:id/cancel", { schema: canceling }, async ({ owner, params }, reply) => {
    const { id } = await findOwnJob(backend.jobs, owner, params.id);
    const { moved, job } = await cancelJob(backend.jobs, id, { policy, clock });
    if (job === undefined) throw jobNotFound();
    if (moved) startTelling(context, job);
    return sendJob(context, reply.code(moved ? 202 : 200), job);
  });

  const retrying = {
    summary: "Try a failed job again",
    tags,
    params: jobParams,
    response: { 202: jobSchema },
  };
  app.post("/v1/jobs/:id/retry", { schema: retrying }, async (request, reply) => {
    const { owner, params } = request;
    const job = await findOwnJob(backend.jobs, owner, params.id);
    refuseUnlessFailed(job);
    await refuseWithoutSource(context, job);
    await refuseBeyondQuota(context, reply, { owner, bytes: 0 });
    const redriven = await redriveJob(backend.jobs, job.id, { policy, clock });
    if (redriven.job === undefined) throw jobNotFound();
    if (redriven.moved) startEnqueuing(context, redriven.job, traceparentOf(request));
    else refuseUnlessFailed(redriven.job);
    return sendJob(context, reply.code(202), redriven.job);
  });
}

function refuseUnlessFailed(job: Job): void {
  if (!isTerminal(job)) {
    throw new AppError(
      "conflict",
      "job_not_finished",
      "The job has not ended. Cancel it first, or wait for its end.",
    );
  }
  if (job.status !== "failed") {
    const message = `Only a failed job can be tried again; this one is ${job.status}. Upload the document again.`;
    throw new AppError("conflict", "job_not_retryable", message);
  }
}

async function refuseWithoutSource({ backend, clock }: WebContext, job: Job): Promise<void> {
  const file = clock.now() < job.expiresAt ? await backend.files.read(job.source.key) : undefined;
  file?.stream.destroy();
  if (file !== undefined) return;
  throw new AppError("missing", "source_missing", "The uploaded file is no longer kept. Upload it again.");
}
