import type { IncomingMessage } from "node:http";
import { AppError } from "@platen/core";
import type { FastifyRequest } from "fastify";
import type { TrustedProxies } from "../access/trusted-proxies.ts";
import type { WebApp } from "../web-app.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What stands before every address of ours for whoever asks, such as `/platen`; empty for nothing. */
    basePath: string;
  }
}

export interface BasePaths {
  /** From the settings; empty for none. */
  readonly basePath: string;
  /** Whose X-Forwarded-Prefix is believed. */
  readonly trusts: TrustedProxies;
}

/** Nothing that could end an attribute of the page or a header. */
const pattern = /^(\/[A-Za-z0-9._~-]+)+$/;
const maxCharacters = 200;

/** A path in its one form: `/a/b`, or empty. Fails with `invalid_settings`. */
export function basePathOf(setting: string): string {
  const path = tidied(setting);
  if (path !== undefined) return path;
  const message = `BASE_PATH=${setting} is no path. Write such as /platen, with letters, digits and . _ ~ - only.`;
  throw new AppError("request", "invalid_settings", message);
}

/** Tells every request what stands before our addresses. */
export function knowBasePath(app: WebApp, paths: BasePaths): void {
  app.decorateRequest("basePath", "");
  app.addHook("onRequest", async (request) => {
    tellBasePath(request, paths);
  });
}

/** For a request that came to no hook. */
export function tellBasePath(request: FastifyRequest, paths: BasePaths): void {
  request.basePath = pathBefore(request.raw, paths);
}

/** The address without it, where a proxy has left it there. */
export function withoutBasePath(request: IncomingMessage, paths: BasePaths): string {
  const url = request.url ?? "/";
  const path = pathBefore(request, paths);
  if (path === "" || !url.startsWith(path)) return url;
  const rest = url.slice(path.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : url;
}

function pathBefore({ headers, socket }: IncomingMessage, { basePath, trusts }: BasePaths): string {
  const given = headers["x-forwarded-prefix"];
  if (given === undefined || !trusts(socket.remoteAddress)) return basePath;
  // Of several proxies each has added its own behind the one before.
  const whole = String(given)
    .split(",")
    .map((part) => part.trim().replace(/\/+$/, ""))
    .join("");
  return tidied(whole) ?? basePath;
}

function tidied(given: string): string | undefined {
  const path = given.trim().replace(/\/+$/, "");
  if (path === "") return "";
  const isPath = path.length <= maxCharacters && pattern.test(path) && !/\/\.{1,2}(\/|$)/.test(path);
  return isPath ? path : undefined;
}
