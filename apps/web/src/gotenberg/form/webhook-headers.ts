import { AppError, type CallbackMethod, type CallbackTarget, isAppError } from "@platen/core";
import { safeHeaders } from "@platen/outbound";
import type { FastifyReply, FastifyRequest } from "fastify";
import { traceparentOf } from "../../http/traceparent.ts";
import { refuseForbiddenTargets } from "../../submit/callback-fields.ts";
import type { WebContext } from "../../web-context.ts";
import { wantedNameOf } from "../answers/output-name.ts";
import { jsonOf } from "../fields/finishing-fields.ts";

const methods = ["POST", "PUT", "PATCH"] as const;

/** Whom the headers want to be told of the end; nobody where the client waits for it. Fails for what cannot be told. */
export function webhookTargetsOf(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
): CallbackTarget[] {
  const header = (name: string) => {
    const given = request.headers[`gotenberg-webhook-${name}`];
    return typeof given === "string" && given !== "" ? given : undefined;
  };
  const url = header("url");
  if (url === undefined) return [];
  const failureUrl = header("error-url");
  const eventsUrl = header("events-url");
  if (failureUrl === undefined && eventsUrl === undefined)
    throw wrong(
      "With Gotenberg-Webhook-Url one of Gotenberg-Webhook-Error-Url and Gotenberg-Webhook-Events-Url is needed.",
    );
  const trace = String(reply.getHeader("gotenberg-trace"));
  const traceparent = traceparentOf(request);
  const headers = {
    ...(traceparent !== undefined && { traceparent }),
    ...extraHeaders(header("extra-http-headers")),
    "gotenberg-trace": trace,
  };
  const failure =
    failureUrl === undefined
      ? null
      : { url: failureUrl, method: methodOf("Error-Method", header("error-method")) };
  const filename = wantedNameOf(request) ?? null;
  const targets: CallbackTarget[] = [
    { kind: "result", url, method: methodOf("Method", header("method")), headers, filename, failure },
  ];
  if (eventsUrl !== undefined) targets.push({ kind: "event", url: eventsUrl, headers, correlationId: trace });
  refuseForbidden(context, targets);
  return targets;
}

function methodOf(name: string, given = "POST"): CallbackMethod {
  const method = methods.find((known) => known === given.toUpperCase());
  if (method === undefined)
    throw wrong(`The header Gotenberg-Webhook-${name} must be ${methods.join(", ")}.`);
  return method;
}

function extraHeaders(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const given = jsonOf(text);
  if (!isTexts(given))
    throw wrong("The header Gotenberg-Webhook-Extra-Http-Headers must be a JSON object with texts.");
  return safeHeaders(given);
}

export function isTexts(given: unknown): given is Record<string, string> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
  return Object.values(given).every((value) => typeof value === "string");
}

function refuseForbidden(context: WebContext, targets: readonly CallbackTarget[]): void {
  try {
    refuseForbiddenTargets(context, targets);
  } catch (error) {
    if (!isAppError(error, "invalid_value")) throw error;
    throw wrong(`An address of the headers Gotenberg-Webhook-… cannot be used. ${error.message}`);
  }
}

function wrong(message: string): AppError {
  return new AppError("request", "invalid_value", message);
}
