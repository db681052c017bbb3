import { type CallbackTarget, isAppError } from "@platen/core";
import { secretPattern } from "@platen/outbound";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";

/** Whom to tell of the job's end. */
export const callbackProperties = {
  callbackUrl: {
    type: "string",
    minLength: 1,
    maxLength: 8_192,
    description: "Told of the job's end by a POST request (Standard Webhooks). Only its host is ever shown.",
  },
  callbackSecret: {
    type: "string",
    pattern: secretPattern,
    description:
      "Signs that request, in place of the secret that GET /v1/callback-secret gives. Never shown.",
  },
  deliverTo: {
    type: "string",
    minLength: 1,
    maxLength: 8_192,
    description:
      "Where the result is put by a PUT request, such as a presigned address. Only its host is ever shown.",
  },
} as const;

export interface CallbackFields {
  readonly deliverTo?: string;
  readonly callbackUrl?: string;
  readonly callbackSecret?: string;
}

/** Checked by the schema before. Without an address there is nobody to tell. */
export function callbackTargetsOf(fields: CallbackFields): CallbackTarget[] {
  const { callbackUrl, callbackSecret = null, deliverTo } = fields;
  const targets: CallbackTarget[] = [];
  if (deliverTo !== undefined)
    targets.push({
      kind: "result",
      url: deliverTo,
      method: "PUT",
      headers: {},
      filename: null,
      failure: null,
    });
  if (callbackUrl !== undefined) targets.push({ kind: "webhook", url: callbackUrl, secret: callbackSecret });
  return targets;
}

/** Fails with `address_not_allowed` or `invalid_value` for what can never be told. */
export function refuseForbiddenTargets({ outbound }: WebContext, targets: readonly CallbackTarget[]): void {
  for (const target of targets)
    try {
      outbound.check(target.url);
      if (target.kind === "result" && target.failure !== null) outbound.check(target.failure.url);
    } catch (error) {
      const field = target.kind === "result" ? "deliverTo" : "callbackUrl";
      if (isAppError(error, "invalid_value")) throw invalidValue(field, error.message);
      throw error;
    }
}
