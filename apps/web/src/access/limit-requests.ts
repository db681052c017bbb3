import rateLimit, { normalizeIP } from "@fastify/rate-limit";
import { AppError } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { WebApp } from "../web-app.ts";
import { publicOwner } from "./api-keys.ts";

const windowMs = 60_000;
const rememberedClients = 10_000;

/** Counts a request; fails with `too_many_requests` when it is one too many. */
export type CountRequest = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * So many requests a minute for an owner, or for an address where the request showed no key: of every route and every
 * address that is none, but not of the probes. Each answer tells what is left, in the fields of
 * draft-ietf-httpapi-ratelimit-headers-10. Returns what counts requests that never come to a route.
 */
export async function limitRequests(
  app: WebApp,
  requestsPerMinute: number,
  hasKeys: boolean,
): Promise<CountRequest> {
  if (requestsPerMinute === 0) return async () => undefined;
  await app.register(rateLimit, {
    global: false, // the hook below is for unknown addresses, too
    max: requestsPerMinute,
    timeWindow: windowMs,
    cache: rememberedClients,
    keyGenerator: (request) =>
      hasKeys && request.owner && request.owner !== publicOwner
        ? `owner ${request.owner}`
        : `address ${addressOf(request)}`,
  });
  const look = app.createRateLimit();

  const count: CountRequest = async (request, reply) => {
    const seen = await look(request);
    if (seen.isAllowed) return;
    reply.header("ratelimit-policy", `"requests";q=${seen.max};w=${windowMs / 1_000}`);
    reply.header("ratelimit", `"requests";r=${seen.remaining};t=${seen.ttlInSeconds}`);
    if (!seen.isExceeded) return;
    reply.header("retry-after", seen.ttlInSeconds);
    const message = `Too many requests. Try again in ${seen.ttlInSeconds} s.`;
    throw new AppError("request", "too_many_requests", message);
  };
  app.addHook("onRequest", async (request, reply) => {
    if (!request.routeOptions.config.isOpen) await count(request, reply);
  });
  return count;
}

/** What stands for one client: a network of 64 bits in IPv6, where everybody has as many addresses as they like. */
export function addressOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip);
}
