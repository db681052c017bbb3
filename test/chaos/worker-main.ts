import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { backendSettings, openBackend } from "@platen/backend";
import { CallbackRunner, type Converter, type JobPolicy, systemClock } from "@platen/core";
import { MemoryConverter } from "@platen/core/memory";
import { GuardedClient, OutboundSender } from "@platen/outbound";
import { readSettings } from "@platen/program";
import { openWorkFolder, startWorker } from "@platen/worker";
import { pino } from "pino";
import { Registry } from "prom-client";
import { withoutFencing } from "./without-fencing.ts";

/** The options of a worker in an experiment, as JSON in the first argument. */
export interface WorkerOptions {
  readonly policy: JobPolicy;
  readonly slots: number;
  readonly workPath: string;
  readonly drainMs: number;
  /** Opens everything, then accepts no job until its input ends, so that measured times do not include starting a process. */
  readonly startsPaused: boolean;
  /** Removes the check of the attempt: the worker keeps writing to a job that another worker has claimed. */
  readonly unfenced: boolean;
  /** Runs the product's own worker with LibreOffice instead of the simulated converter. */
  readonly real: boolean;
}

const stopAsked = once(process, "SIGTERM");
const options: WorkerOptions = JSON.parse(process.argv[2] ?? "{}");
const { backend: settings } = readSettings({ backend: backendSettings }, process.env);
const opened = await openBackend(settings, { visibilityMs: options.policy.leaseMs });
const backend = options.unfenced ? withoutFencing(opened) : opened;
mkdirSync(options.workPath, { recursive: true });
const workFolder = await openWorkFolder(options.workPath);
if (options.startsPaused) {
  process.stdout.write(`${JSON.stringify({ msg: "worker paused" })}\n`);
  await once(process.stdin.resume(), "end");
}
const client = new GuardedClient({ allow: "127.0.0.1" });
const sender = new OutboundSender(client, backend, { webhookMs: 1_000 });
const parts = { jobs: backend.jobs, sender, policy: options.policy, clock: systemClock };
const callbacks = new CallbackRunner(parts, ({ error }) => {
  if (error !== undefined) process.stderr.write(`callback: ${error}\n`);
});
const worker = startWorker({
  worker: {
    name: `${hostname()}-${process.pid}`,
    backend,
    converter: crashingOnPoison(new MemoryConverter()),
    policy: options.policy,
    clock: systemClock,
    workFolder: workFolder.path,
    heartbeatIntervalMs: 250,
    callbacks,
  },
  workFolder,
  log: pino({ level: "info" }, pino.destination({ sync: true })),
  registry: new Registry(),
  slots: options.slots,
  drainMs: options.drainMs,
  sweepIntervalMs: 500,
});
await stopAsked;
await worker.stop();
await callbacks.stop();
process.exit(0);

/** Logs the start of each conversion, and kills the worker on a document that holds `platen-poison`. */
function crashingOnPoison(converter: MemoryConverter): Converter {
  return {
    convert: async (request, context) => {
      const source = await readFile(request.source.path, "utf8");
      process.stdout.write(`${JSON.stringify({ msg: "converting", source: source.slice(0, 40) })}\n`);
      if (source.includes("platen-poison")) process.kill(process.pid, "SIGKILL");
      return converter.convert(request, context);
    },
    drawFirstPage: (pdf, folder, signal) => converter.drawFirstPage(pdf, folder, signal),
    describe: () => converter.describe(),
    ping: () => converter.ping(),
    close: () => converter.close(),
  };
}
