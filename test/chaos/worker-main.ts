import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type BackendSettings, backendSettings, openBackend } from "@platen/backend";
import { type Converter, type JobPolicy, systemClock } from "@platen/core";
import { MemoryConverter } from "@platen/core/memory";
import { readSettings } from "@platen/program";
import { openWorkFolder, startWorker } from "@platen/worker";
import { pino } from "pino";
import { Registry } from "prom-client";
import { withoutFencing } from "./without-fencing.ts";

/** What an experiment tells its workers, as JSON in the first argument. */
export interface WorkerOrders {
  readonly policy: JobPolicy;
  readonly slots: number;
  readonly workPath: string;
  readonly drainMs: number;
  /** Opens everything, then takes no job before its input ends: what is measured from there holds no start of a process. */
  readonly heldBack: boolean;
  /** Takes the attempt's check out: the worker goes on writing for a job that another has taken. */
  readonly unfenced: boolean;
  /** The product's own worker with LibreOffice instead of the stand-in. */
  readonly real: boolean;
}

const stopAsked = once(process, "SIGTERM");
const orders: WorkerOrders = JSON.parse(process.argv[2] ?? "{}");
const settings: BackendSettings = readSettings(backendSettings, process.env);
const opened = await openBackend(settings, { visibilityMs: orders.policy.leaseMs });
const backend = orders.unfenced ? withoutFencing(opened) : opened;
mkdirSync(orders.workPath, { recursive: true });
const workFolder = await openWorkFolder(orders.workPath);
if (orders.heldBack) {
  process.stdout.write(`${JSON.stringify({ msg: "worker held back" })}\n`);
  await once(process.stdin.resume(), "end");
}
const worker = startWorker({
  backend,
  converter: deadly(new MemoryConverter()),
  workFolder,
  policy: orders.policy,
  clock: systemClock,
  log: pino({ level: "info" }, pino.destination({ sync: true })),
  registry: new Registry(),
  slots: orders.slots,
  drainMs: orders.drainMs,
  sweepIntervalMs: 500,
  lookIntervalMs: 250,
});
await stopAsked;
await worker.stop();
process.exit(0);

/** Says when a conversion begins, and dies of a document that holds `platen-poison`. */
function deadly(converter: MemoryConverter): Converter {
  return {
    convert: async (request, context) => {
      const source = await readFile(request.source.path, "utf8");
      process.stdout.write(`${JSON.stringify({ msg: "converting", source: source.slice(0, 40) })}\n`);
      if (source.includes("platen-poison")) process.kill(process.pid, "SIGKILL");
      return converter.convert(request, context);
    },
    describe: () => converter.describe(),
    ping: () => converter.ping(),
    close: () => converter.close(),
  };
}
