/**
 * The web app: the page and the HTTP API of docs/api.md. It takes documents in, makes jobs of them and shows what
 * becomes of them; it never converts. `buildApp` makes the app from its parts, without side effects; `startWeb` puts
 * it on the network. Start reading at `app.ts`, which names every route.
 */
export { buildApp } from "./app.ts";
export { runWeb, type WebProgram } from "./run-web.ts";
export { type WebSettings, webSettings } from "./settings.ts";
export { type StartedWeb, startWeb } from "./start-web.ts";
export type { WebApp } from "./web-app.ts";
export type { ReadinessCheck, WebParts } from "./web-parts.ts";
export type { WebValues } from "./web-values.ts";
