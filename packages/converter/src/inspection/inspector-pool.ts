import { type InspectorLimits, InspectorProcess, type TaskEnd } from "./inspector-process.ts";

export interface PoolSettings {
  readonly program: string;
  readonly limits: InspectorLimits;
  /** After so much processor time a process makes room for a new one: its limit is for its whole life. */
  readonly retireAfterCpuMs: number;
}

/** More than any worker has slots. */
const maxProcesses = 64;
/** Most tasks take some milliseconds. Who has waited this long gets one more process. */
const growAfterMs = 50;

interface Waiting {
  /** Without an inspector the task is canceled. */
  readonly give: (inspector?: InspectorProcess) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Keeps inspectors warm: the first is started with the pool, another when a task finds all of them busy for a while,
 * so that there are as many as tasks that took long at the same time. One that was ended is replaced when needed.
 */
export class InspectorPool {
  readonly #settings: PoolSettings;
  readonly #idle: InspectorProcess[] = [];
  readonly #all = new Set<InspectorProcess>();
  readonly #waiting: Waiting[] = [];
  readonly #starting = new Set<Promise<void>>();
  #isClosed = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  /** Starts the first inspector ahead of the first task. A failure is told to that task. */
  warmUp(): void {
    if (this.#all.size + this.#starting.size === 0) this.#grow();
  }

  async run(task: string, input: unknown, signal: AbortSignal): Promise<TaskEnd> {
    const inspector = await this.#take(signal);
    if (inspector === undefined) return { kind: "canceled" };
    const end = await inspector.run(task, input, signal);
    // After an error memory may be short: the next document would pay for it.
    this.#giveBack(inspector, end.kind === "done" && inspector.cpuMs <= this.#settings.retireAfterCpuMs);
    return end;
  }

  /** Ends all inspectors and waits for that. What they were at ends as `died`, what waited as `canceled`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.give();
    await Promise.all([...this.#starting, ...[...this.#all].map((inspector) => inspector.end())]);
  }

  /** Undefined when `signal` is aborted first, or the pool closed. */
  async #take(signal: AbortSignal): Promise<InspectorProcess | undefined> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.isAlive) return idle;
    }
    if (this.#isClosed) return undefined;
    const { promise, resolve, reject } = Promise.withResolvers<InspectorProcess | undefined>();
    const waiting = { give: resolve, fail: reject };
    const leave = () => {
      if (this.#leave(waiting)) resolve(undefined);
    };
    this.#waiting.push(waiting);
    signal.addEventListener("abort", leave);
    const grow = setTimeout(() => this.#growIfShort(), growAfterMs);
    this.warmUp();
    if (signal.aborted) leave();
    try {
      return await promise;
    } finally {
      clearTimeout(grow);
      signal.removeEventListener("abort", leave);
    }
  }

  #leave(waiting: Waiting): boolean {
    const place = this.#waiting.indexOf(waiting);
    if (place !== -1) this.#waiting.splice(place, 1);
    return place !== -1;
  }

  /** One that is starting is for somebody who waits. */
  #growIfShort(): void {
    if (this.#waiting.length > this.#starting.size) this.#grow();
  }

  #grow(): void {
    if (this.#isClosed || this.#all.size + this.#starting.size >= maxProcesses) return;
    const start: Promise<void> = this.#start().finally(() => this.#starting.delete(start));
    this.#starting.add(start);
  }

  async #start(): Promise<void> {
    const { program, limits } = this.#settings;
    try {
      const inspector = await InspectorProcess.start(program, limits);
      if (this.#isClosed) return await inspector.end();
      this.#all.add(inspector);
      void inspector.ended.then(() => this.#all.delete(inspector));
      this.#hand(inspector);
    } catch (error) {
      // Where there are others, who waits is served by them; without anybody waiting, the next task tries again.
      if (this.#all.size === 0) for (const waiting of this.#waiting.splice(0)) waiting.fail(error);
    }
  }

  #giveBack(inspector: InspectorProcess, isAsNew: boolean): void {
    if (inspector.isAlive && isAsNew && !this.#isClosed) {
      this.#hand(inspector);
    } else {
      void inspector.end();
      this.#all.delete(inspector);
      this.#growIfShort();
    }
  }

  #hand(inspector: InspectorProcess): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(inspector);
    else next.give(inspector);
  }
}
