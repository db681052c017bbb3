import { AppError } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "../metrics/metrics.ts";
import type { WebApp } from "../web-app.ts";
import { asAppError, problemOf } from "./problem-of-error.ts";
import { sendProblem } from "./send-problem.ts";

/** Every error of every route, and every address that is none, is answered as `application/problem+json`. */
export function answerProblems(app: WebApp, metrics: Metrics): void {
  app.setErrorHandler((error, request, reply) => {
    metrics.countProblem(asAppError(error).code);
    return answerProblem(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const asked = `${request.method} ${pathOf(request)}`;
    const message = `There is no ${asked}. /openapi.json lists what there is.`;
    return answerProblem(new AppError("missing", "route_not_found", message), request, reply);
  });
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asAppError(error);
  const problem = problemOf(known, pathOf(request), request.id);
  const { code, status } = problem;
  if (code === "internal_error") request.log.error({ err: error, code }, "request failed");
  else if (status === 503) request.log.warn({ err: error, code }, "request failed for now");
  else request.log.info({ code }, "request refused");
  return sendProblem(reply, problem);
}

/** Without the query, which may hold what should not be repeated. */
function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}
