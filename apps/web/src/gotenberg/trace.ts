import type { FastifyReply, FastifyRequest } from "fastify";
import type { WebApp } from "../web-app.ts";

const header = "gotenberg-trace";

/** Every answer has the trace that its request had, or the request's own id. */
export function echoTrace(app: WebApp): void {
  app.addHook("onRequest", async (request, reply) => setTrace(request, reply));
}

/** For answers to requests that were refused before they came to the hook. */
export function setTrace({ headers, id }: FastifyRequest, reply: FastifyReply): void {
  // Whatever came as a header can go as one.
  reply.header(header, headers[header] || id);
}
