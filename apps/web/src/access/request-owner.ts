import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import type { WebApp } from "../web-app.ts";
import { type ApiKey, ownerOfKey, publicOwner } from "./api-keys.ts";
import { keyOfAuthorization } from "./key-of-authorization.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whose jobs the request may see; empty when it showed no valid key. */
    owner: string;
  }
  interface FastifyContextConfig {
    /** Answers without a key and for any host name: for probes that can give neither. */
    isOpen?: true;
    /** Wants a permit in the address in place of a key, and looks for it before it reads anything. */
    isByPermit?: true;
  }
}

/** Finds out whose request it is. Without keys, everybody's jobs are `public`. */
export function recogniseOwner(app: WebApp, keys: readonly ApiKey[]): void {
  app.decorateRequest("owner", "");
  app.addHook("onRequest", async (request) => {
    request.owner = keys.length === 0 ? publicOwner : (ownerOf(request, keys) ?? "");
  });
}

/**
 * Refuses who showed no valid key, before anything of the request but its head is read. In a later phase than the
 * rate limit, so that guessing is limited too.
 */
export function demandOwner(app: WebApp): void {
  app.addHook("preParsing", async (request, reply) => {
    const { isOpen, isByPermit } = request.routeOptions.config;
    if (request.owner !== "" || isOpen || isByPermit) return;
    reply.header("www-authenticate", 'Bearer realm="Platen", Basic realm="Platen", charset="UTF-8"');
    const message = "Send an API key as Authorization: Bearer, or as the password of Basic.";
    throw new AppError("request", "unauthorized", message);
  });
}

function ownerOf(request: FastifyRequest, keys: readonly ApiKey[]): string | undefined {
  const key = keyOfAuthorization(request.headers.authorization);
  return key === undefined ? undefined : ownerOfKey(keys, key);
}
