import { AppError } from "@platen/core";
import { contentDisposition } from "@platen/outbound";
import type { FastifyReply } from "fastify";
import { batchParams } from "../schemas/batch-schema.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";
import { type ArchiveContents, archiveContents } from "./archive-contents.ts";
import { findOwnBatch } from "./show-batch.ts";
import { zipResults } from "./zip-results.ts";

/** All results of a batch in one file. */
export function batchArchiveRoutes(app: WebApp, context: WebContext): void {
  const { files } = context.backend;

  app.route({
    method: ["GET", "HEAD"],
    url: "/v1/batches/:batch/archive",
    schema: { summary: "All results of a batch as a zip", tags: ["batches"], params: batchParams },
    config: { answers: ["application/zip"] },
    handler: async (request, reply) => {
      const { batch } = request.params as { batch: string };
      const { createdAt } = await findOwnBatch(context, request.owner, batch);
      const contents = await archiveContents(context, request.owner, batch);
      refuseWithoutResults(contents, reply);
      const created = new Date(createdAt);
      const zip = zipResults(files, contents, created);
      reply.headers({
        "content-type": "application/zip",
        "content-disposition": contentDisposition(`documents-${created.toISOString().slice(0, 10)}.zip`),
        "content-length": zip.bytes,
        "cache-control": "private, no-store",
      });
      if (request.method !== "HEAD") return reply.send(zip.stream);
      zip.stream.destroy();
      return reply.send();
    },
  });
}

function refuseWithoutResults({ results, isFinished }: ArchiveContents, reply: FastifyReply): void {
  if (results.length > 0) return;
  if (isFinished)
    throw new AppError("conflict", "job_failed", "None of the jobs of this batch has a result.");
  reply.header("retry-after", 1);
  const message = "No job of this batch has a result yet. Ask again in a moment.";
  throw new AppError("conflict", "job_not_finished", message);
}
