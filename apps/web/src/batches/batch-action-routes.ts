import { cancelJob, isTerminal, removeJob } from "@platen/core";
import { Type } from "typebox";
import { withoutIdleTimeout } from "../http/without-idle-timeout.ts";
import { sendJob } from "../jobs/send-job.ts";
import { batchChangeSchema, batchParams } from "../schemas/batch-schema.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import { startTelling } from "../submit/submit.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";
import { changeBatch } from "./change-batch.ts";
import { mergeBatch, mergeSchema } from "./merge-batch.ts";

const idempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({ description: "The same key, the same job, however often." }),
  ),
});

/** What may be done to all jobs of a batch at once. */
export function batchActionRoutes(app: WebApp, context: WebContext): void {
  const { backend, policy, clock, values } = context;
  const tags = ["batches"];
  const response = { 200: batchChangeSchema };

  const canceling = { summary: "Stop all jobs of a batch", tags, params: batchParams, response };
  app.post("/v1/batches/:batch/cancel", { schema: canceling }, async (request) => {
    const ofBatch = { owner: request.owner, batch: request.params.batch };
    const cancel = async (id: string) => {
      const { moved, job } = await cancelJob(backend.jobs, id, { policy, clock });
      if (moved) startTelling(context, job);
    };
    return withoutIdleTimeout(request, values.idleTimeoutMs, () =>
      changeBatch(context, ofBatch, (entry) => !isTerminal(entry), cancel),
    );
  });

  const merging = {
    summary: "Make one PDF of those of a batch, without uploading them again",
    tags,
    params: batchParams,
    headers: idempotencyHeaders,
    response: { 202: jobSchema },
  };
  app.post(
    "/v1/batches/:batch/merge",
    { schema: merging, config: { json: mergeSchema } },
    async (request, reply) => {
      const merge = () => mergeBatch(context, request, reply, request.params.batch);
      const { job } = await withoutIdleTimeout(request, values.idleTimeoutMs, merge);
      return sendJob(context, reply.code(202), job);
    },
  );

  const removing = {
    summary: "Remove all jobs of a batch with their files now",
    tags,
    params: batchParams,
    response,
  };
  app.delete("/v1/batches/:batch", { schema: removing }, async (request) => {
    const ofBatch = { owner: request.owner, batch: request.params.batch };
    const remove = (id: string) => removeJob(backend, id, { policy, clock });
    return withoutIdleTimeout(request, values.idleTimeoutMs, () =>
      changeBatch(context, ofBatch, () => true, remove),
    );
  });
}
