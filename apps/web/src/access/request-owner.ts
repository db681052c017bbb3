import { AppError } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { WebApp } from "../web-app.ts";
import { type ApiKeys, publicOwner } from "./api-keys.ts";
import { keyOfAuthorization } from "./key-of-authorization.ts";
import { addressOf } from "./limit-requests.ts";
import { WrongKeys } from "./wrong-keys.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whose jobs the request may see; empty when it showed no valid key. */
    owner: string;
    /** Its key was not looked at, because too many wrong ones came from its address: when it may come again. */
    keyPauseMs: number;
  }
  interface FastifyContextConfig {
    /** Answers without a key and for any host name: for probes that can give neither. */
    isOpen?: true;
    /** Where operators allow it, whoever shows no key at all is served as `public`: clients that can send none. */
    allowsAnonymous?: true;
    /** Wants a permit in the address in place of a key, and looks for it before it reads anything. */
    isByPermit?: true;
  }
}

/** Finds out whose request it is. Without keys, everybody's jobs are `public`. */
export function recogniseOwner(
  app: WebApp,
  { apiKeys: keys, allowAnonymous }: { readonly apiKeys: ApiKeys; readonly allowAnonymous: boolean },
): void {
  const wrongKeys = new WrongKeys();
  app.decorateRequest("owner", "");
  app.decorateRequest("keyPauseMs", 0);
  app.addHook("onRequest", async (request) => {
    const { headers, routeOptions } = request;
    const needsNone = allowAnonymous && routeOptions.config.allowsAnonymous && !headers.authorization;
    if (!keys.areDemanded || needsNone) request.owner = publicOwner;
    else if (!request.routeOptions.config.isOpen) await lookAtKey(request, keys, wrongKeys);
  });
}

async function lookAtKey(request: FastifyRequest, keys: ApiKeys, wrongKeys: WrongKeys): Promise<void> {
  const key = keyOfAuthorization(request.headers.authorization);
  if (key === undefined) return;
  const address = addressOf(request);
  const now = performance.now();
  request.keyPauseMs = wrongKeys.pauseMs(address, key, now);
  if (request.keyPauseMs > 0) return;
  request.owner = (await keys.ownerOf(key, request.log)) ?? "";
  if (request.owner === "") wrongKeys.noteWrong(address, now);
  else wrongKeys.noteRight(address, key);
}

/**
 * Refuses who showed no valid key, before anything of the request but its head is read. In a later phase than the
 * rate limit, so that guessing is limited too.
 */
export function demandOwner(app: WebApp): void {
  app.addHook("preParsing", async (request, reply) => {
    const { isOpen, isByPermit } = request.routeOptions.config;
    if (request.owner !== "" || isOpen || isByPermit) return;
    if (request.keyPauseMs > 0) throw pausedKeys(request.keyPauseMs, reply);
    reply.header("www-authenticate", 'Bearer realm="Platen", Basic realm="Platen", charset="UTF-8"');
    const message = "Send an API key as Authorization: Bearer, or as the password of Basic.";
    throw new AppError("request", "unauthorized", message);
  });
}

function pausedKeys(pauseMs: number, reply: FastifyReply): AppError {
  const seconds = Math.ceil(pauseMs / 1_000);
  reply.header("retry-after", seconds);
  const message = `Too many wrong API keys came from your address. Try again in ${seconds} s.`;
  return new AppError("request", "too_many_requests", message);
}
