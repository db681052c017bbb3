import { resultMediaTypes } from "@platen/core";
import { Type } from "typebox";
import { findOwnJob } from "../jobs/find-own-job.ts";
import { sendResult } from "../jobs/send-result.ts";
import { sendThumbnail } from "../jobs/send-thumbnail.ts";
import { jobParams } from "../schemas/job-params.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const resultQuery = Type.Object({
  inline: Type.Optional(
    Type.Boolean({
      description:
        "To be shown by a browser instead of saved: always from this server, with a policy of its own.",
    }),
  ),
});

/** The files that a job has made. */
export function jobFileRoutes(app: WebApp, context: WebContext): void {
  const { jobs } = context.backend;
  const tags = ["results"];

  const summary = "The result as a file; parts of it by Range";
  const config = { answers: resultMediaTypes };

  app.route({
    method: ["GET", "HEAD"],
    url: "/v1/jobs/:id/result",
    schema: { summary, tags, params: jobParams, querystring: resultQuery },
    config,
    handler: async (request, reply) => {
      const job = await findOwnJob(jobs, request.owner, request.params.id);
      return sendResult(context, job, request, reply, request.query.inline);
    },
  });

  app.route({
    method: ["GET", "HEAD"],
    url: "/api/result/:id",
    schema: { summary, tags, params: jobParams },
    config,
    handler: async (request, reply) => {
      const job = await findOwnJob(jobs, request.owner, request.params.id);
      return sendResult(context, job, request, reply);
    },
  });

  const schema = {
    summary: "The first page as a picture, drawn now where it was not yet",
    tags,
    params: jobParams,
  };
  app.get(
    "/v1/jobs/:id/thumbnail",
    { schema, config: { answers: ["image/png"] } },
    async (request, reply) => {
      const job = await findOwnJob(jobs, request.owner, request.params.id);
      return sendThumbnail(context, job, request, reply);
    },
  );
}
