import { backendSettings, dataFoldersOf, openBackend, policySettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { closeBackend, defaultJobPolicy } from "@platen/core";
import { outboundSettings } from "@platen/outbound";
import { logSettings, openLog, readSettings, runProgram } from "@platen/program";
import { Registry } from "prom-client";
import { openWorker } from "./open-worker.ts";
import { serveMonitor } from "./serve-monitor.ts";
import { endingMs, monitorSettings, workerSettings } from "./worker-settings.ts";

const declarations = {
  worker: workerSettings,
  monitor: monitorSettings,
  converter: converterSettings,
  backend: backendSettings,
  policy: policySettings,
  outbound: outboundSettings,
  log: logSettings,
};

/** A worker as a program of its own, beside web apps that share its backend. */
await runProgram(async () => {
  const settings = readSettings(declarations, process.env);
  const log = await openLog(settings.log.level, process.stdout.isTTY);
  const opened = new AsyncDisposableStack();
  try {
    const policy = { ...defaultJobPolicy, ...settings.policy };
    const backend = opened.adopt(
      await openBackend(settings.backend, { visibilityMs: policy.leaseMs }),
      closeBackend,
    );
    const registry = new Registry();
    const dataFolders = dataFoldersOf(settings.backend);
    const parts = opened.adopt(
      await openWorker(settings, { backend, policy, log, registry, dataFolders }),
      (it) => it.close(),
    );
    const { port } = settings.monitor;
    if (port !== undefined) {
      const checks = {
        jobStore: () => backend.jobs.ping(),
        jobQueue: () => backend.queue.ping(),
        fileStorage: () => backend.files.ping(),
        converter: () => parts.converter.ping(),
      };
      opened.adopt(await serveMonitor({ registry, checks, port }), (monitor) => monitor.close());
    }
    opened.adopt(parts.start(), (worker) => worker.stop());
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
  return { log, stop: () => opened.disposeAsync(), stopWithinMs: settings.worker.drainMs + endingMs };
});
