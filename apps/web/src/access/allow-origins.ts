import cors from "@fastify/cors";
import { AppError } from "@platen/core";
import type { WebApp } from "../web-app.ts";

/** Origins whose pages may use the API from a browser; `any` for pages of every origin, which send no credentials. */
export type AllowedOrigins = ReadonlySet<string> | "any";

/** Fails with `invalid_settings` for what is no origin. */
export function allowedOriginsOf(setting: string): AllowedOrigins {
  const given = setting
    .split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "");
  if (given.includes("*")) {
    if (given.length === 1) return "any";
    throw wrongOrigin("*", "stands alone, for every origin");
  }
  for (const origin of given)
    if (URL.parse(origin)?.origin !== origin || origin === "null")
      throw wrongOrigin(origin, "must be an origin such as https://example.com");
  return new Set(given);
}

/** What a page may read besides the body. */
const exposedHeaders = [
  ...["Accept-Ranges", "Content-Disposition", "Content-Range", "ETag", "Idempotent-Replayed", "Link"],
  ...["Location", "Preference-Applied", "Retry-After"],
];

/** Before everything that asks for a key: browsers ask for permission without one. */
export async function allowOrigins(app: WebApp, origins: AllowedOrigins): Promise<void> {
  if (origins !== "any" && origins.size === 0) return;
  await app.register(cors, {
    origin: origins === "any" ? "*" : [...origins],
    credentials: origins !== "any",
    methods: ["GET", "HEAD", "POST", "DELETE"],
    exposedHeaders,
    maxAge: 600,
    strictPreflight: false,
  });
}

/**
 * Whether a page of this origin may change something. Where every origin may, a password that the browser adds by
 * itself does not count: the person did not mean that page.
 */
export function isAllowedOrigin(
  origins: AllowedOrigins,
  origin: string | undefined,
  authorization = "",
): boolean {
  if (origin === undefined) return false;
  return origins === "any" ? !/^basic /i.test(authorization) : origins.has(origin);
}

function wrongOrigin(origin: string, rule: string): AppError {
  return new AppError("request", "invalid_settings", `CORS_ORIGINS: ${origin.slice(0, 100)} ${rule}.`);
}
