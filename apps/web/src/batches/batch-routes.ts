import { Type } from "typebox";
import { showListed } from "../jobs/show-job.ts";
import { batchListSchema, batchParams, batchSchema } from "../schemas/batch-schema.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";
import { batchNotFound, findOwnBatch, showBatch } from "./show-batch.ts";

const cursor = Type.Optional(
  Type.String({ maxLength: 2_000, description: "nextCursor of the page before." }),
);
const limit = (defaultLimit: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: `${defaultLimit} by default.` }));

/** Batches as data: list them, and look at one with its jobs. */
export function batchRoutes(app: WebApp, context: WebContext): void {
  const { batches } = context.backend.jobs;
  const tags = ["batches"];

  const listing = {
    summary: "Your batches, newest first",
    tags,
    querystring: Type.Object({ limit: limit(20), cursor }),
    response: { 200: batchListSchema },
  };
  app.get("/v1/batches", { schema: listing }, async ({ owner, query, basePath }, reply) => {
    const page = await batches.list(owner, { limit: 20, ...query });
    const shown = await Promise.all(
      page.batches.map((summary) => showBatch(context, owner, summary, basePath)),
    );
    linkToNext(reply, `${basePath}/v1/batches`, { limit: query.limit ?? 20, cursor: page.nextCursor });
    return { data: shown.filter((batch) => batch !== undefined), nextCursor: page.nextCursor };
  });

  const looking = {
    summary: "A batch with its jobs, in the order in which they came",
    tags,
    params: batchParams,
    querystring: Type.Object({ limit: limit(100), cursor }),
    response: { 200: batchSchema },
  };
  app.get("/v1/batches/:batch", { schema: looking }, async ({ owner, params, query, basePath }, reply) => {
    const summary = await findOwnBatch(context, owner, params.batch);
    const page = await batches.jobs(owner, params.batch, { limit: 100, ...query });
    const shown = await showBatch(context, owner, summary, basePath);
    if (shown === undefined) throw batchNotFound();
    linkToNext(reply, shown.links.self, { limit: query.limit ?? 100, cursor: page.nextCursor });
    const data = page.jobs.map((job) => showListed(context, job, basePath));
    return { ...shown, data, nextCursor: page.nextCursor };
  });
}

function linkToNext(
  reply: { header(name: string, value: string): unknown },
  path: string,
  page: { limit: number; cursor: string | null },
): void {
  reply.header("cache-control", "private, no-cache");
  if (page.cursor === null) return;
  const query = new URLSearchParams({ limit: String(page.limit), cursor: page.cursor });
  reply.header("link", `<${path}?${query}>; rel="next"`);
}
