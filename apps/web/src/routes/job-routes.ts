import { isTerminal, type Job, jobStatuses, removeJob } from "@platen/core";
import { Type } from "typebox";
import { matchesTag } from "../http/entity-tag.ts";
import { preferredWaitSeconds } from "../http/preferences.ts";
import { findOwnJob, jobNotFound } from "../jobs/find-own-job.ts";
import { sendJob, tagOfJob, tagReply } from "../jobs/send-job.ts";
import { showListed } from "../jobs/show-job.ts";
import { waitForClient } from "../jobs/wait-for-client.ts";
import { jobParams } from "../schemas/job-params.ts";
import { jobSchema } from "../schemas/job-schema.ts";
import { batchSchema } from "../submit/request-options.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const listQuery = Type.Object({
  status: Type.Optional(Type.Enum([...jobStatuses])),
  batch: Type.Optional(Type.Unsafe<string>(batchSchema)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: "20 by default." })),
  cursor: Type.Optional(Type.String({ maxLength: 2_000, description: "nextCursor of the page before." })),
});

const listSchema = Type.Object({
  data: Type.Array(jobSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

/** Jobs as data: list, look, wait, remove. */
export function jobRoutes(app: WebApp, context: WebContext): void {
  const { backend, policy, clock } = context;
  const tags = ["jobs"];

  const listing = {
    summary: "Your jobs, newest first",
    tags,
    querystring: listQuery,
    response: { 200: listSchema },
  };
  app.get("/v1/jobs", { schema: listing }, async ({ owner, query, basePath }, reply) => {
    const { status, batch, limit = 20, cursor } = query;
    const filter = { ...(status && { status }), ...(batch && { batch }) };
    const page = await backend.jobs.list(owner, filter, { limit, ...(cursor !== undefined && { cursor }) });
    const next = page.nextCursor;
    if (next !== null) {
      const address = new URLSearchParams({ ...filter, limit: String(limit), cursor: next });
      reply.header("link", `<${basePath}/v1/jobs?${address}>; rel="next"`);
    }
    reply.header("cache-control", "private, no-cache");
    return { data: page.jobs.map((job) => showListed(context, job, basePath)), nextCursor: next };
  });

  const looking = {
    summary: "One job",
    tags,
    params: jobParams,
    response: { 200: jobSchema, 304: Type.Null() },
  };
  app.get("/v1/jobs/:id", { schema: looking }, async (request, reply) => {
    const { headers, owner, params } = request;
    const known = headers["if-none-match"];
    const isNew = (job: Job) => !matchesTag(known, tagOfJob(job));
    let job = await findOwnJob(backend.jobs, owner, params.id);
    const waitSeconds = preferredWaitSeconds(headers.prefer);
    if (waitSeconds !== undefined) {
      const { revision } = job;
      const isEnough = (seen: Job) =>
        isTerminal(seen) || (known === undefined ? seen.revision !== revision : isNew(seen));
      const waiting = { job, waitMs: waitSeconds * 1_000, isEnough };
      const latest = await context.waits.during(request, () =>
        waitForClient(context, request, reply, waiting),
      );
      if (latest === undefined) throw jobNotFound();
      job = latest;
      reply.header("preference-applied", `wait=${waitSeconds}`);
    }
    if (isNew(job)) return sendJob(context, reply, job);
    tagReply(reply, job);
    return reply.code(304).send(null);
  });

  const removing = {
    summary: "Remove a job with its files now",
    tags,
    params: jobParams,
    response: { 204: Type.Null() },
  };
  app.delete("/v1/jobs/:id", { schema: removing }, async ({ owner, params }, reply) => {
    const job = await findOwnJob(backend.jobs, owner, params.id);
    await removeJob(backend, job.id, { policy, clock });
    return reply.code(204).send(null);
  });
}
