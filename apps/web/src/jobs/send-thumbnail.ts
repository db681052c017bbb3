import { setTimeout as sleep } from "node:timers/promises";
import { AppError, askToDrawThumbnail, type Job } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { clientGone } from "../http/client-gone.ts";
import { withoutIdleTimeout } from "../http/without-idle-timeout.ts";
import type { WebContext } from "../web-context.ts";
import { findOwnJob } from "./find-own-job.ts";

/** It takes some 100 ms, unless all slots are busy. */
const waitMs = 10_000;
const lookEveryMs = 100;

/**
 * Answers with the picture of the first page. Where none was drawn yet, a worker draws it now, and it is kept like the
 * result. Fails with `thumbnail_not_found` where there is none to draw, and with `thumbnail_not_drawn` when it takes long.
 */
export async function sendThumbnail(
  context: WebContext,
  job: Job,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const gone = clientGone(reply);
  const key = job.result?.thumbnailKey ?? (await drawnKey(context, job, request, reply, gone));
  // Nobody is there to answer, and nothing has failed.
  if (key === undefined) return reply.code(499).hijack();
  const file = await context.backend.files.read(key);
  if (file === undefined) throw notFound();
  reply.headers({ "cache-control": "private, max-age=3600", "content-length": file.totalBytes });
  return reply.type("image/png").send(file.stream);
}

/** Undefined when the client has left first. */
async function drawnKey(
  context: WebContext,
  job: Job,
  request: FastifyRequest,
  reply: FastifyReply,
  gone: AbortSignal,
): Promise<string | undefined> {
  const { backend, clock, values, stopping, waits } = context;
  const asked = await askToDrawThumbnail(backend, job.id, clock);
  if (!asked.moved && asked.reason !== "not-due") {
    if (asked.job?.result?.thumbnailKey != null) return asked.job.result.thumbnailKey;
    throw notFound();
  }
  const signal = AbortSignal.any([stopping, gone, AbortSignal.timeout(waitMs)]);
  return waits.during(request, () =>
    withoutIdleTimeout(request, values.idleTimeoutMs, async () => {
      while (await hasPassed(signal)) {
        const { result, thumbnail } = await findOwnJob(backend.jobs, job.owner, job.id);
        if (result?.thumbnailKey != null) return result.thumbnailKey;
        if (thumbnail === undefined || thumbnail.isImpossible) throw notFound();
      }
      if (gone.aborted) return undefined;
      reply.header("retry-after", 1);
      const message = "The picture of the first page is not drawn yet. Ask again in a moment.";
      throw new AppError("unavailable", "thumbnail_not_drawn", message);
    }),
  );
}

/** False when `signal` is aborted first. */
function hasPassed(signal: AbortSignal): Promise<boolean> {
  return sleep(lookEveryMs, true, { signal }).catch(() => false);
}

function notFound(): AppError {
  const message = "There is no picture of the first page: the job has no PDF, or one that cannot be drawn.";
  return new AppError("missing", "thumbnail_not_found", message);
}
