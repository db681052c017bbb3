import type { WebApp } from "../web-app.ts";

const header = "gotenberg-trace";

/** Every answer has the trace that its request had, or the request's own id. */
export function echoTrace(app: WebApp): void {
  app.addHook("onRequest", async (request, reply) => {
    const given = request.headers[header];
    const isUsable = typeof given === "string" && /^[\x21-\x7e]{1,200}$/.test(given);
    reply.header(header, isUsable ? given : request.id);
  });
}
