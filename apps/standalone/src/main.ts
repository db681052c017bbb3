import { setTimeout as sleep } from "node:timers/promises";
import { jobPolicyOf, openBackend, readSettings } from "@platen/backend";
import { closeBackend, systemClock } from "@platen/core";
import { openLog, runProgram } from "@platen/program";
import { startWeb } from "@platen/web";
import { endingMs, openWorker } from "@platen/worker";
import { Registry } from "prom-client";
import { standaloneSettings } from "./standalone-settings.ts";

/** The web app and a worker in one process: all that one machine needs. */
await runProgram(async () => {
  const settings = readSettings(standaloneSettings, process.env);
  const isTerminal = process.stdout.isTTY;
  const log = await openLog(settings.LOG_LEVEL, isTerminal);
  const policy = jobPolicyOf(settings);
  const opened = new AsyncDisposableStack();
  try {
    const backend = opened.adopt(await openBackend(settings, { visibilityMs: policy.leaseMs }), closeBackend);
    const registry = new Registry();
    const { converter, start, close } = await openWorker(settings, { backend, log, registry });
    opened.defer(close);
    const web = await startWeb(settings, {
      backend,
      policy,
      clock: systemClock,
      logger: log,
      registry,
      checks: [{ name: "converter", check: () => converter.ping() }],
      describeWorker: () => converter.describe(),
    });
    const worker = start();
    // A request that hangs must not keep the worker's folder and LibreOffice from being cleared away.
    opened.defer(async () => {
      await Promise.all([Promise.race([web.close(), sleep(settings.STOP_WEB_MS)]), worker.stop()]);
    });
    log.info({ url: web.url }, "the page is open");
    if (isTerminal) process.stdout.write(`\n  Platen is at ${web.url}   (Ctrl-C stops it)\n\n`);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
  const stopWithinMs = Math.max(settings.STOP_WEB_MS, settings.DRAIN_MS) + endingMs;
  return { log, stop: () => opened.disposeAsync(), stopWithinMs };
});
