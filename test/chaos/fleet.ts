import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Installation } from "./installation.ts";
import type { WorkerOptions } from "./worker-main.ts";

const simulatedWorker = fileURLToPath(new URL("worker-main.ts", import.meta.url));
const productWorker = fileURLToPath(new URL("../../apps/worker/src/main.ts", import.meta.url));

export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** One worker program of an experiment. */
export class FleetWorker {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** Fulfilled once the worker accepts jobs or is paused, and handles signals. */
  readonly started: Promise<void>;

  constructor(
    installation: Installation,
    options: Partial<WorkerOptions>,
    onLine: (line: LogLine, worker: FleetWorker) => void,
  ) {
    const all: WorkerOptions = {
      policy: installation.policy,
      slots: 1,
      workPath: join(installation.folder, "work"),
      drainMs: 10_000,
      startsPaused: false,
      unfenced: false,
      real: false,
      ...options,
    };
    const program = options.real ? [productWorker] : [simulatedWorker, JSON.stringify(all)];
    this.child = spawn(process.execPath, program, {
      env: {
        PATH: process.env.PATH ?? "",
        ...installation.environment,
        ...(options.real && settingsOf(all)),
      },
      stdio: [all.startsPaused ? "pipe" : "ignore", "pipe", "inherit"],
    });
    this.ended = once(this.child, "exit");
    if (this.child.stdout === null) throw new Error("the worker has no output");
    const { promise, resolve } = Promise.withResolvers<void>();
    this.started = promise;
    createInterface(this.child.stdout).on("line", (text) => {
      const line = parse(text);
      if (line?.msg === "worker started" || line?.msg === "worker paused") resolve();
      if (line !== undefined) onLine(line, this);
    });
  }

  /** Starts a worker that was paused. */
  resume(): void {
    this.child.stdin?.end();
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** The same options as settings of the product's own worker. */
function settingsOf({ policy, slots, workPath, drainMs }: WorkerOptions): Record<string, string> {
  const settings = {
    LEASE_MS: policy.leaseMs,
    CLOCK_ALLOWANCE_MS: policy.clockAllowanceMs,
    MAX_LOSSES: policy.maxLosses,
    WORKER_SLOTS: slots,
    WORK_PATH: workPath,
    DRAIN_MS: drainMs,
    SWEEP_INTERVAL_MS: 500,
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

/** A killed process may leave an incomplete line. */
function parse(text: string): LogLine | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Several workers; a dead one is replaced at once. */
export class Fleet {
  readonly workers: FleetWorker[] = [];
  readonly #start: () => FleetWorker;

  constructor(
    installation: Installation,
    size: number,
    options: Partial<WorkerOptions> = {},
    onLine: (line: LogLine, worker: FleetWorker) => void = () => undefined,
  ) {
    this.#start = () => new FleetWorker(installation, options, onLine);
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
