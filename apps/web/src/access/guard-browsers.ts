import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import type { WebApp } from "../web-app.ts";
import { type AllowedOrigins, isAllowedOrigin } from "./allow-origins.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Keeps a person's browser from being used against the server by another site: a name that is not ours may have been
 * pointed at us (DNS rebinding), and a foreign page may send forms to us with the person's credentials.
 */
export function guardBrowsers(
  app: WebApp,
  hostnames: readonly string[] | undefined,
  origins: AllowedOrigins,
): void {
  app.addHook("onRequest", async (request) => {
    if (!request.routeOptions.config.isOpen) refuseForeignHost(request, hostnames);
    if (!safeMethods.has(request.method)) refuseForeignSite(request, origins);
  });
}

function refuseForeignHost({ hostname }: FastifyRequest, hostnames: readonly string[] | undefined): void {
  if (hostnames === undefined || hostnames.includes(hostname.toLowerCase())) return;
  const message = "The server does not answer to this host name. The operator can add it to HOSTNAMES.";
  throw new AppError("request", "host_not_allowed", message);
}

/** Browsers say where a request comes from; programs say nothing and pass. */
function refuseForeignSite({ headers, host }: FastifyRequest, origins: AllowedOrigins): void {
  const site = headers["sec-fetch-site"];
  const isOurs =
    site === undefined ? isOwnOrigin(headers.origin, host) : site === "same-origin" || site === "none";
  if (isOurs || isAllowedOrigin(origins, headers.origin, headers.authorization)) return;
  const message =
    "A page of another site may not do this. Open the server's own page, or call it from a program.";
  throw new AppError("request", "cross_site_request", message);
}

function isOwnOrigin(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return true;
  return URL.parse(origin)?.host.toLowerCase() === URL.parse(`http://${host}`)?.host.toLowerCase();
}
