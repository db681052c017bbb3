import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError, isAppError } from "@platen/core";
import type { Registry } from "prom-client";

export interface Monitor {
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeMonitor {
  readonly registry: Registry;
  /** What a worker cannot work without; the first that fails is named. */
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
  readonly port: number;
}

/** `/metrics` and `/readyz` of a worker that is a program of its own, for this machine only. */
export async function serveMonitor({ registry, checks, port }: ServeMonitor): Promise<Monitor> {
  const pages: Record<string, () => Promise<Page>> = {
    "/metrics": async () => ({ status: 200, type: registry.contentType, body: await registry.metrics() }),
    "/readyz": () => readiness(checks),
  };
  const server = createServer(async (request, response) => {
    const page = pages[request.url ?? ""] ?? nothing;
    const { status, type, body } = await page().catch(broken);
    response.writeHead(status, { "content-type": type }).end(body);
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(port, "127.0.0.1", resolve);
  await promise.catch((error) => {
    const message = `The port ${port} of WORKER_METRICS_PORT cannot be used (${error.code}). Set another one.`;
    throw new AppError("unavailable", "port_unusable", message, error);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function readiness(checks: ServeMonitor["checks"]): Promise<Page> {
  const results: Record<string, string> = {};
  for (const [name, check] of Object.entries(checks)) {
    results[name] = await check().then(
      () => "ok",
      (error) => (isAppError(error) ? error.code : "broken"),
    );
  }
  const isReady = Object.values(results).every((result) => result === "ok");
  return { status: isReady ? 200 : 503, type: "application/json", body: JSON.stringify(results) };
}

const nothing = async (): Promise<Page> => ({
  status: 404,
  type: "text/plain",
  body: "There is /metrics and /readyz.\n",
});
const broken = (error: unknown): Page => ({ status: 500, type: "text/plain", body: `${error}\n` });
