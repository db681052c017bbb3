import type { FastifyReply } from "fastify";
import type { Problem } from "./problem-of-error.ts";

/** Sends it as bytes: as text it would get a charset, which the media type does not have. */
export function sendProblem(reply: FastifyReply, problem: Problem & Record<string, unknown>): FastifyReply {
  if ([429, 503].includes(problem.status) && !reply.hasHeader("retry-after")) reply.header("retry-after", 2);
  reply.code(problem.status).header("cache-control", "no-store").type("application/problem+json");
  return reply.send(Buffer.from(JSON.stringify(problem)));
}
