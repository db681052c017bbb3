import { Type } from "typebox";
import { clientGone } from "../http/client-gone.ts";
import { batchParams } from "../schemas/batch-schema.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";
import { batchEvents, isToldWhole } from "./batch-events.ts";
import { batchNotFound } from "./show-batch.ts";

const commentEveryMs = 15_000;

/** All jobs of a batch as one stream of server-sent events. */
export function batchEventRoutes(app: WebApp, context: WebContext): void {
  const schema = {
    summary: "All jobs of a batch as server-sent events, until they have ended",
    tags: ["batches"],
    params: batchParams,
    headers: Type.Object({ "last-event-id": Type.Optional(Type.String()) }),
  };
  const config = { answers: ["text/event-stream"] };

  app.get("/v1/batches/:batch/events", { schema, config }, async (request, reply) => {
    const { owner, basePath } = request;
    const { batch } = request.params;
    const entries = await context.backend.jobs.batches.entries(owner, batch);
    if (entries.length === 0) throw batchNotFound();
    const lastEventId = request.headers["last-event-id"];
    // The one answer after which a browser does not connect again.
    if (isToldWhole(entries, lastEventId)) return reply.code(204).send();
    // A stream that nobody reads would never end.
    if (request.method === "HEAD") return reply.type("text/event-stream").send("");
    const give = context.eventStreams.take(request);
    reply.headers({ "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" });
    const events = batchEvents(context, {
      ...{ owner, batch, basePath, lastEventId },
      ...{ signal: context.stopping, commentEveryMs },
    });
    events.once("close", give);
    const gone = clientGone(reply);
    if (gone.aborted) events.destroy();
    gone.addEventListener("abort", () => events.destroy());
    return reply.type("text/event-stream").send(events);
  });
}
