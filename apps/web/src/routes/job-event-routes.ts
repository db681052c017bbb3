import { isTerminal } from "@platen/core";
import { Type } from "typebox";
import { clientGone } from "../http/client-gone.ts";
import { findOwnJob } from "../jobs/find-own-job.ts";
import { jobEvents } from "../jobs/job-events.ts";
import { jobParams } from "../schemas/job-params.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

const commentEveryMs = 15_000;

/** A job as a stream of server-sent events. */
export function jobEventRoutes(app: WebApp, context: WebContext): void {
  const schema = {
    summary: "A job as server-sent events, until it has ended",
    tags: ["jobs"],
    params: jobParams,
    headers: Type.Object({ "last-event-id": Type.Optional(Type.String()) }),
  };
  const config = { answers: ["text/event-stream"] };

  app.get("/v1/jobs/:id/events", { schema, config }, async (request, reply) => {
    const job = await findOwnJob(context.backend.jobs, request.owner, request.params.id);
    const seenRevision = Number(/^\d{1,15}$/.exec(request.headers["last-event-id"] ?? "")?.[0] ?? 0);
    // The one answer after which a browser does not connect again.
    if (isTerminal(job) && seenRevision >= job.revision) return reply.code(204).send();
    // A stream that nobody reads would never end.
    if (request.method === "HEAD") return reply.type("text/event-stream").send("");
    const give = context.eventStreams.take(request);
    reply.headers({ "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" });
    const { basePath } = request;
    const listening = { seenRevision, signal: context.stopping, commentEveryMs, basePath };
    const events = jobEvents(context, job, listening);
    events.once("close", give);
    const gone = clientGone(reply);
    if (gone.aborted) events.destroy();
    gone.addEventListener("abort", () => events.destroy());
    return reply.type("text/event-stream").send(events);
  });
}
