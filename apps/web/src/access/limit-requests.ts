import rateLimit from "@fastify/rate-limit";
import { AppError } from "@platen/core";
import type { WebApp } from "../web-app.ts";

/** So many requests a minute for an owner, or for an address where the request showed no key. */
export async function limitRequests(app: WebApp, requestsPerMinute: number, hasKeys: boolean): Promise<void> {
  if (requestsPerMinute === 0) return;
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ owner, ip }) => (hasKeys && owner !== "" ? `owner ${owner}` : `address ${ip}`),
    allowList: ({ routeOptions }) => routeOptions.config.isOpen === true,
    addHeadersOnExceeding: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
    errorResponseBuilder: (_request, { after }) =>
      new AppError("request", "too_many_requests", `Too many requests. Try again in ${after}.`),
  });
}
