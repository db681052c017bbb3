import { backendSettings, dataFoldersOf, jobPolicyOf, openBackend, policySettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { closeBackend } from "@platen/core";
import { logSettings, openLog, readSettings, runProgram } from "@platen/program";
import { Registry } from "prom-client";
import { openWorker } from "./open-worker.ts";
import { serveMonitor } from "./serve-monitor.ts";
import { endingMs, workerMonitorSettings, workerSettings } from "./worker-settings.ts";

/** A worker as a program of its own, beside web apps that share its backend. */
await runProgram(async () => {
  const own = { ...workerSettings, ...workerMonitorSettings, ...converterSettings };
  const settings = readSettings(
    { ...own, ...logSettings, ...backendSettings, ...policySettings },
    process.env,
  );
  const log = await openLog(settings.LOG_LEVEL, process.stdout.isTTY);
  const opened = new AsyncDisposableStack();
  try {
    const { leaseMs } = jobPolicyOf(settings);
    const backend = opened.adopt(await openBackend(settings, { visibilityMs: leaseMs }), closeBackend);
    const registry = new Registry();
    const parts = opened.adopt(
      await openWorker(settings, { backend, log, registry, dataFolders: dataFoldersOf(settings) }),
      (it) => it.close(),
    );
    const port = settings.WORKER_METRICS_PORT;
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
  return { log, stop: () => opened.disposeAsync(), stopWithinMs: settings.DRAIN_MS + endingMs };
});
