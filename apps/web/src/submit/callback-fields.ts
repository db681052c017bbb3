import { type CallbackTarget, isAppError } from "@platen/core";
import { secretPattern } from "@platen/outbound";
import { invalidValue } from "../problems/invalid-value-error.ts";
import type { WebContext } from "../web-context.ts";

/** Whom to tell of the job's end. */
export const callbackProperties = {
  callbackUrl: {
    type: "string",
    minLength: 1,
    maxLength: 2_048,
    description: "Told of the job's end by a POST request (Standard Webhooks). Only its host is ever shown.",
  },
  callbackSecret: {
    type: "string",
    pattern: secretPattern,
    description:
      "Signs that request, in place of the secret that GET /v1/callback-secret gives. Never shown.",
  },
} as const;

export interface CallbackFields {
  readonly callbackUrl?: string;
  readonly callbackSecret?: string;
}

/** Checked by the schema before. Without an address there is nobody to tell. */
export function callbackTargetsOf({ callbackUrl, callbackSecret }: CallbackFields): CallbackTarget[] {
  if (callbackUrl === undefined) return [];
  return [{ kind: "webhook", url: callbackUrl, secret: callbackSecret ?? null }];
}

/** Fails with `address_not_allowed` or `invalid_value` for what can never be told. */
export function refuseForbiddenTargets({ outbound }: WebContext, targets: readonly CallbackTarget[]): void {
  for (const { url } of targets)
    try {
      outbound.check(url);
    } catch (error) {
      if (isAppError(error, "invalid_value")) throw invalidValue("callbackUrl", error.message);
      throw error;
    }
}
