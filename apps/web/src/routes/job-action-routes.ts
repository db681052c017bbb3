import { cancelJob } from "@platen/core";
import { findOwnJob, jobNotFound } from "../jobs/find-own-job.ts";
import { retryJob } from "../jobs/retry-job.ts";
import { sendJob } from "../jobs/send-job.ts";
import { jobParams } from "../schemas/job-params.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import { retrySchema } from "../submit/retry-options.ts";
import { startTelling } from "../submit/submit.ts";
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
    summary: "Try a job without a result again, with another password or other options where some are given",
    tags,
    params: jobParams,
    response: { 202: jobSchema },
  };
  const config = { json: retrySchema };
  app.post("/v1/jobs/:id/retry", { schema: retrying, config }, async (request, reply) => {
    const job = await findOwnJob(backend.jobs, request.owner, request.params.id);
    return sendJob(context, reply.code(202), await retryJob(context, request, reply, job));
  });
}
