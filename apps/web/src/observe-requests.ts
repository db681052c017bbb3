import { dropUnreadBody } from "./http/unread-body.ts";
import type { WebApp } from "./web-app.ts";
import type { WebContext } from "./web-context.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Asked so often that its requests are logged at debug only. */
    isQuiet?: true;
  }
}

/**
 * One line and one figure for every answer. The route is named by its pattern: addresses may hold names and
 * passwords, and none of these belong into a log.
 */
export function observeRequests(app: WebApp, { metrics, values }: WebContext): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? "none";
    const answer = { method, route, status: reply.statusCode };
    const milliseconds = Math.round(reply.elapsedTime);
    metrics.observeRequest({ ...answer, seconds: reply.elapsedTime / 1_000 });
    request.log[routeOptions.config.isQuiet ? "debug" : "info"]({ ...answer, milliseconds }, "answered");
    dropUnreadBody(request, values.lingerMs);
  });
}
