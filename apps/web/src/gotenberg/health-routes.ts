import { checkAll, readinessChecks } from "../routes/readiness.ts";
import type { WebApp } from "../web-app.ts";
import type { WebContext } from "../web-context.ts";

/** What Gotenberg's probes and figures are called. */
export function healthRoutes(app: WebApp, context: WebContext): void {
  const checks = readinessChecks(context);
  const hidden = { schema: { hide: true } };

  app.get("/health", { ...hidden, config: { isOpen: true, isQuiet: true } }, async (_request, reply) => {
    const results = await checkAll(checks);
    const isUp = Object.values(results).every((result) => result === "ok");
    const status = isUp ? "up" : "down";
    const timestamp = new Date(context.clock.now()).toISOString();
    reply.code(isUp ? 200 : 503).header("cache-control", "no-store");
    return { status, details: { libreoffice: { status, timestamp } } };
  });

  app.get("/prometheus/metrics", { ...hidden, config: { isQuiet: true } }, async (_request, reply) => {
    const { registry } = context.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
