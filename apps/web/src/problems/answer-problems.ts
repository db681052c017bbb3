import { AppError } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { RouteMethods } from "../http/allowed-methods.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { WebApp } from "../web-app.ts";
import { asAppError, problemOf } from "./problem-of-error.ts";
import { sendProblem } from "./send-problem.ts";

/** The page that a person gets who asks for an address that is none; undefined for whoever else asks. */
type ShowMissing = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined;

/** Every error of every route, and every address that is none, is answered as `application/problem+json`. */
export function answerProblems(app: WebApp, metrics: Metrics, showMissing: ShowMissing): void {
  const methods = new RouteMethods(app);
  app.setErrorHandler((error, request, reply) => {
    metrics.countProblem(asAppError(error).code);
    return answerProblem(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.of(pathOf(request));
    // A route may say itself that there is nothing.
    if (allowed.length > 0 && !allowed.includes(request.method))
      return answerProblem(notAllowed(request, reply, allowed), request, reply);
    const shown = showMissing(request, reply);
    if (shown !== undefined) return shown;
    const asked = `${request.method} ${pathOf(request)}`;
    const message = `There is no ${asked}. /openapi.json lists what there is.`;
    return answerProblem(new AppError("missing", "route_not_found", message), request, reply);
  });
}

function notAllowed({ method }: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): AppError {
  reply.header("allow", allowed.join(", "));
  const message = `This address does not take ${method}. It takes ${allowed.join(", ")}.`;
  return new AppError("request", "method_not_allowed", message);
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asAppError(error);
  const problem = problemOf(known, `${request.basePath}${pathOf(request)}`, request.id);
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
