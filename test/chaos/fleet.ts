import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Site } from "./site.ts";
import type { WorkerOrders } from "./worker-main.ts";

const program = fileURLToPath(new URL("worker-main.ts", import.meta.url));

export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** One worker program of an experiment. */
export class FleetWorker {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  /** Fulfilled once it takes jobs and minds signals. */
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
      unfenced: false,
      ...orders,
    };
    this.child = spawn(process.execPath, [program, JSON.stringify(all)], {
      env: { PATH: process.env.PATH ?? "", ...site.environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.ended = once(this.child, "exit");
    if (this.child.stdout === null) throw new Error("the worker has no output");
    const { promise, resolve } = Promise.withResolvers<void>();
    this.started = promise;
    createInterface(this.child.stdout).on("line", (text) => {
      const line = parse(text);
      if (line?.msg === "worker started") resolve();
      if (line !== undefined) onLine(line, this);
    });
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
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
