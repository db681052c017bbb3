import { setTimeout as sleep } from "node:timers/promises";
import { dataFoldersOf, openBackend } from "@platen/backend";
import {
  AppError,
  type Converter,
  type ConverterDescription,
  closeBackend,
  defaultJobPolicy,
  systemClock,
} from "@platen/core";
import { GuardedClient } from "@platen/outbound";
import { openLog, readSettings, runProgram } from "@platen/program";
import { startWeb } from "@platen/web";
import { endingMs, openWorker } from "@platen/worker";
import { Registry } from "prom-client";
import { openBoth } from "./open-both.ts";
import { standaloneSettings } from "./standalone-settings.ts";

/** The web app and a worker in one process: all that one machine needs. */
await runProgram(async () => {
  const settings = readSettings(standaloneSettings, process.env);
  const isTerminal = process.stdout.isTTY;
  const log = await openLog(settings.log.level, isTerminal);
  const policy = { ...defaultJobPolicy, ...settings.policy };
  const opened = new AsyncDisposableStack();
  try {
    const backend = opened.adopt(
      await openBackend(settings.backend, { visibilityMs: policy.leaseMs }),
      closeBackend,
    );
    const registry = new Registry();
    const dataFolders = dataFoldersOf(settings.backend);
    const opening = openWorker(settings, { backend, policy, log, registry, dataFolders });
    let converter: Converter | undefined;
    // LibreOffice warms up while the page is made ready.
    const [parts, web] = await openBoth(
      opening,
      startWeb(settings.web, {
        backend,
        policy,
        clock: systemClock,
        logger: log,
        registry,
        outbound: new GuardedClient(settings.outbound),
        checks: [{ name: "converter", check: async () => (await opening).converter.ping() }],
        describeWorker: () => describe(converter),
      }),
    );
    opened.defer(parts.close);
    converter = parts.converter;
    const worker = parts.start();
    // A request that hangs must not keep the worker's folder and LibreOffice from being cleared away.
    opened.defer(async () => {
      await Promise.all([Promise.race([web.close(), sleep(settings.web.stopMs)]), worker.stop()]);
    });
    log.info({ url: web.url }, "the page is open");
    if (isTerminal) process.stdout.write(`\n  Platen is at ${web.url}   (Ctrl-C stops it)\n\n`);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
  const stopWithinMs = Math.max(settings.web.stopMs, settings.worker.drainMs) + endingMs;
  return { log, stop: () => opened.disposeAsync(), stopWithinMs };
});

function describe(converter: Converter | undefined): ConverterDescription {
  if (converter !== undefined) return converter.describe();
  throw new AppError("unavailable", "not_ready", "LibreOffice is still starting. Try again in a moment.");
}
