import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { backendSettings, openBackend } from "@platen/backend";
import {
  type Backend,
  type Converter,
  closeBackend,
  defaultJobPolicy,
  type JobPolicy,
  receiveJobs,
  runJob,
  systemClock,
} from "@platen/core";
import { type MemoryBackend, MemoryConverter, newMemoryBackend } from "@platen/core/memory";
import { GuardedClient } from "@platen/outbound";
import { readSettings } from "@platen/program";
import { buildApp } from "../app.ts";
import { newPageFile } from "../page/page-files.ts";
import { webSettings } from "../settings.ts";
import type { WebApp } from "../web-app.ts";
import type { WebParts } from "../web-parts.ts";
import { type WebValues, webValuesOf } from "../web-values.ts";

export interface TestWeb<B extends Backend = MemoryBackend> {
  readonly app: WebApp;
  readonly backend: B;
  /** Converts what waits and what comes, until the test ends. */
  startWorker(converter?: Converter): Promise<void>;
  /** The app on a port of its own, for what needs real connections. */
  listen(): Promise<string>;
}

interface Changes {
  readonly values?: Partial<WebValues>;
  readonly settings?: Record<string, string>;
  readonly policy?: Partial<JobPolicy>;
  readonly parts?: Partial<WebParts>;
  /** Is told the fields of every line that is logged. */
  readonly log?: (fields: Record<string, unknown>) => void;
}

/** On a busy machine the event loop is late, and that is not what a test looks at. */
const quickTimes = { maxLoopDelayMs: 0 };

/** The web app on a backend in memory; everything ends with the test. */
export function newTestWeb(test: TestContext, changes: Changes = {}): Promise<TestWeb> {
  return newTestWebOn(test, newMemoryBackend(), changes);
}

/** The web app on SQLite and a folder of its own. */
export async function newSqliteWeb(test: TestContext, changes: Changes = {}): Promise<TestWeb<Backend>> {
  const folder = await mkdtemp(join(tmpdir(), "platen-web-"));
  const { settings } = readSettings(
    { settings: backendSettings },
    { DATABASE_PATH: join(folder, "platen.db"), STORAGE_PATH: join(folder, "files") },
  );
  const backend = await openBackend(settings, { visibilityMs: 60_000 });
  const web = await newTestWebOn(test, backend, changes);
  test.after(async () => {
    await closeBackend(backend);
    await rm(folder, { recursive: true });
  });
  return web;
}

async function newTestWebOn<B extends Backend>(
  test: TestContext,
  backend: B,
  changes: Changes,
): Promise<TestWeb<B>> {
  const policy = { ...defaultJobPolicy, retryBaseMs: 10, ...changes.policy };
  const shell = await newPageFile("index.html", "<!doctype html><html></html>");
  const environment = { RATE_LIMIT_PER_MINUTE: "0", ...changes.settings };
  const { web: settings } = readSettings({ web: webSettings }, environment);
  const app = await buildApp({
    backend,
    policy,
    clock: systemClock,
    logger: loggerTo(changes.log ?? (() => undefined)),
    outbound: new GuardedClient({ allow: "public" }),
    page: { shells: new Map([["en", shell]]), assets: new Map() },
    values: { ...webValuesOf(settings), ...quickTimes, ...changes.values },
    ...changes.parts,
  });
  const ending = new AbortController();
  const working: Promise<void>[] = [];
  test.after(async () => {
    await app.close();
    ending.abort();
    await Promise.all(working);
  });

  async function startWorker(converter: Converter = new MemoryConverter()): Promise<void> {
    const workFolder = await mkdtemp(join(tmpdir(), "platen-web-"));
    const worker = {
      name: "test",
      backend,
      converter,
      policy,
      clock: systemClock,
      workFolder,
      heartbeatIntervalMs: 10,
    };
    const run = async (delivery: Parameters<typeof runJob>[1]) => {
      await runJob(worker, delivery, ending.signal);
    };
    const receiving = { queue: backend.queue, slots: 2, run, onUnavailable: () => undefined, waitMs: 1_000 };
    working.push(receiveJobs(receiving, ending.signal).finally(() => rm(workFolder, { recursive: true })));
  }

  return { app, backend, startWorker, listen: () => app.listen({ host: "127.0.0.1", port: 0 }) };
}

/** A logger that hands the fields of every line to `log`. */
export const silentLogger = loggerTo(() => undefined);

function loggerTo(log: (fields: Record<string, unknown>) => void): WebParts["logger"] {
  const line = (fields: unknown) => {
    if (typeof fields === "object" && fields !== null) log({ ...fields });
  };
  const lines = { fatal: line, error: line, warn: line, info: line, debug: line, trace: line, silent: line };
  const logger: WebParts["logger"] = { level: "trace", ...lines, child: () => logger };
  return logger;
}
