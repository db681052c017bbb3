import { AppError, isAppError } from "@platen/core";
import type { FastifyError } from "fastify";
import type { Static } from "typebox";
import { isProblemCode, type ProblemCode, problemFacts, problemOfKind } from "./catalogue.ts";
import { InvalidValueError } from "./invalid-value-error.ts";
import { mistakesOfValidation } from "./mistakes-of-validation.ts";
import type { problemSchema } from "./problem-schema.ts";

export type Problem = Static<typeof problemSchema>;

/** The errors of Fastify and its plugins that are the client's. */
const foreignCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_BODY_TOO_LARGE: "request_too_large",
};

/**
 * Any error as one of ours. A library's error that is the client's fault keeps its message; everything else that is
 * not ours is a bug and says nothing about itself.
 */
export function asAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const { validation, code = "", statusCode = 500, message } = error as Partial<FastifyError>;
  if (validation) return mistakesOfValidation(validation);
  const known = foreignCodes[code] ?? (statusCode < 500 ? "malformed_request" : undefined);
  if (known !== undefined)
    return new AppError("request", known, `${message ?? "The request is wrong"}.`, error);
  return new AppError("unavailable", "internal_error", "This is a bug. Report it with its stack.", error);
}

export function problemOf(error: AppError, instance: string, requestId: string): Problem {
  const code = isProblemCode(error.code) ? error.code : problemOfKind[error.kind];
  const { status, title, retryable = false } = problemFacts(code);
  return {
    type: `urn:platen:problem:${code}`,
    title,
    status,
    code,
    detail: detailOf(error, code),
    instance,
    requestId,
    retryable,
    ...(error instanceof InvalidValueError && { errors: [...error.mistakes] }),
  };
}

/**
 * What the client reads. A message that may be for the operator never goes out: neither one of the server's own
 * trouble, nor one of a code that clients are not told.
 */
function detailOf(error: AppError, code: ProblemCode): string {
  const facts = problemFacts(code);
  if ("detail" in facts) return facts.detail;
  const isForClients = error.kind !== "unavailable" && error.code === code;
  return isForClients ? error.message : `${facts.title}.`;
}
