import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Site } from "./site.ts";
import type { WorkerOrders } from "./worker-main.ts";

const standIn = fileURLToPath(new URL("worker-main.ts", import.meta.url));
const real = fileURLToPath(new URL("../../apps/worker/src/main.ts", import.meta.url));

export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** One worker program of an experiment. */
export class FleetWorker {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** Fulfilled once it takes jobs, or is held back from them, and minds signals. */
  readonly started: Promise<void>;

  constructor(
    site: Site,
    orders: Partial<WorkerOrders>,
    onLine: (line: LogLine, worker: FleetWorker) => void,
  ) {
    const all: WorkerOrders = {
      policy: site.policy,
      slots: 1,
      workPath: join(site.folder, "work"),
      drainMs: 10_000,
      heldBack: false,
      unfenced: false,
      real: false,
      ...orders,
    };
    const program = orders.real ? [real] : [standIn, JSON.stringify(all)];
    this.child = spawn(process.execPath, program, {
      env: { PATH: process.env.PATH ?? "", ...site.environment, ...(orders.real && settingsOf(all)) },
      stdio: [all.heldBack ? "pipe" : "ignore", "pipe", "inherit"],
    });
    this.ended = once(this.child, "exit");
    if (this.child.stdout === null) throw new Error("the worker has no output");
    const { promise, resolve } = Promise.withResolvers<void>();
    this.started = promise;
    createInterface(this.child.stdout).on("line", (text) => {
      const line = parse(text);
      if (line?.msg === "worker started" || line?.msg === "worker held back") resolve();
      if (line !== undefined) onLine(line, this);
    });
  }

  /** Lets go of a worker that was held back. */
  go(): void {
    this.child.stdin?.end();
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** The same orders for the product's own worker. */
function settingsOf({ policy, slots, workPath, drainMs }: WorkerOrders): Record<string, string> {
  const settings = {
    LEASE_MS: policy.leaseMs,
    CLOCK_ALLOWANCE_MS: policy.clockAllowanceMs,
    MAX_LOSSES: policy.maxLosses,
    SEND_GRACE_MS: policy.sendGraceMs,
    RESEND_MS: policy.resendMs,
    WORKER_SLOTS: slots,
    WORK_PATH: workPath,
    DRAIN_MS: drainMs,
    SWEEP_INTERVAL_MS: 500,
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

/** A process that is killed may be cut off in the middle of a line. */
function parse(text: string): LogLine | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Several workers of which the dead are replaced at once. */
export class Fleet {
  readonly workers: FleetWorker[] = [];
  readonly #start: () => FleetWorker;

  constructor(
    site: Site,
    size: number,
    orders: Partial<WorkerOrders> = {},
    onLine: (line: LogLine, worker: FleetWorker) => void = () => undefined,
  ) {
    this.#start = () => new FleetWorker(site, orders, onLine);
    for (let started = 0; started < size; started += 1) this.workers.push(this.#start());
  }

  async killAndReplace(worker: FleetWorker): Promise<void> {
    await worker.kill();
    this.replace(worker);
  }

  replace(worker: FleetWorker): void {
    this.workers[this.workers.indexOf(worker)] = this.#start();
  }

  async close(): Promise<void> {
    for (const { child } of this.workers) child.kill("SIGCONT");
    await Promise.all(this.workers.map((worker) => worker.kill()));
  }
}
