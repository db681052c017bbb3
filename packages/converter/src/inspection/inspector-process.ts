import { type ChildProcess, spawn } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import process from "node:process";
import { AppError } from "@platen/core";
import type { InspectorMessage, TaskError } from "./serve-tasks.ts";

export interface InspectorLimits {
  /** The longest that one task may take. */
  readonly timeoutMs: number;
  /** Of JavaScript's heap. Buffers come on top and are bounded by what readers ask for. */
  readonly maxHeapBytes: number;
  /** Of everything that the process can write to, the heap and what Node sets aside included. */
  readonly maxMemoryBytes: number;
  /** Of the whole life of the process. */
  readonly maxCpuSeconds: number;
}

export type TaskEnd =
  | { readonly kind: "done"; readonly output: unknown }
  | { readonly kind: "failed"; readonly error: TaskError }
  | { readonly kind: "canceled" }
  | { readonly kind: "timeout" }
  /** The process ended by itself or by a limit, with `words` for the log. */
  | { readonly kind: "died"; readonly signal: NodeJS.Signals | null; readonly words: string };

const startTimeoutMs = 30_000;

/**
 * A process of its own that reads one document at a time, so that whatever a document does to its reader ends this
 * process and nothing else. It starts with an empty environment and ends with its parent: at once when it is idle, by
 * its limit of processor time otherwise.
 */
export class InspectorProcess {
  readonly #child: ChildProcess;
  readonly #limits: InspectorLimits;
  /** Resolves when the process has ended, with what is known of the end. */
  readonly ended: Promise<TaskEnd & { readonly kind: "died" }>;
  #cpuMs = 0;
  #isAlive = true;

  private constructor(child: ChildProcess, limits: InspectorLimits) {
    this.#child = child;
    this.#limits = limits;
    this.ended = new Promise((resolve) => {
      child.on("error", (error) => resolve({ kind: "died", signal: null, words: error.message }));
      child.once("exit", (status, signal) => {
        this.#isAlive = false;
        resolve({ kind: "died", signal, words: signal ?? `exit status ${status}` });
      });
    });
  }

  /** Fails with `unavailable` / `engine_unavailable` where no process can be started. */
  static async start(program: string, limits: InspectorLimits): Promise<InspectorProcess> {
    const inspector = new InspectorProcess(spawnLimited(program, limits), limits);
    const ready = new Promise<"ready">((resolve) => inspector.#child.once("message", () => resolve("ready")));
    const killer = setTimeout(() => inspector.#kill(), startTimeoutMs);
    const first = await Promise.race([ready, inspector.ended]);
    clearTimeout(killer);
    if (first === "ready") return inspector.#rest();
    throw new AppError(
      "unavailable",
      "engine_unavailable",
      `The process that checks documents does not start (${first.words}). Look for a limit of processes or memory.`,
    );
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Processor time that the process has used up to the end of its last task. */
  get cpuMs(): number {
    return this.#cpuMs;
  }

  /** Runs one task. At the deadline or when `signal` is aborted the process is killed, whatever it does. */
  async run(task: string, input: unknown, signal: AbortSignal): Promise<TaskEnd> {
    const { promise, resolve } = Promise.withResolvers<TaskEnd>();
    const stop = (end: TaskEnd) => {
      resolve(end);
      this.#kill();
    };
    const cancel = () => stop({ kind: "canceled" });
    const timer = setTimeout(() => stop({ kind: "timeout" }), this.#limits.timeoutMs);
    const receive = (message: InspectorMessage) => {
      if (message.event !== "ready") resolve(this.#endOf(message));
    };
    this.#child.ref();
    this.#child.channel?.ref();
    this.#child.on("message", receive);
    signal.addEventListener("abort", cancel);
    void this.ended.then(resolve);
    // A process that has just ended tells so by `ended`.
    this.#child.send({ task, input }, () => {});
    if (signal.aborted) cancel();
    const end = await promise;
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
    this.#child.off("message", receive);
    // Nothing of it is left when the task has ended.
    if (end.kind === "canceled" || end.kind === "timeout") await this.ended;
    this.#rest();
    return end;
  }

  /** Kills the process and waits until it is gone. */
  async end(): Promise<void> {
    this.#child.ref();
    this.#kill();
    await this.ended;
  }

  #kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** An idle process does not keep its parent from ending. */
  #rest(): this {
    this.#child.unref();
    this.#child.channel?.unref();
    return this;
  }

  #endOf(message: Exclude<InspectorMessage, { readonly event: "ready" }>): TaskEnd {
    this.#cpuMs = message.cpuMs;
    if (message.event === "done") return { kind: "done", output: message.output };
    return { kind: "failed", error: message.error };
  }
}

/** In a session of its own, so that Ctrl-C in a terminal is for the parent alone. */
function spawnLimited(program: string, limits: InspectorLimits): ChildProcess {
  const { maxHeapBytes, maxMemoryBytes, maxCpuSeconds } = limits;
  // The shell sets the limits and becomes Node.
  const script = `ulimit -c 0; ulimit -d ${Math.ceil(maxMemoryBytes / 1024)}; ulimit -S -t ${maxCpuSeconds}; exec "$0" "$@"`;
  const nodeOptions = [
    `--max-old-space-size=${Math.ceil(maxHeapBytes / 1_048_576)}`,
    // A third less memory than by default, at no more processor time.
    "--max-semi-space-size=2",
    "--v8-pool-size=1",
  ];
  const cache = getCompileCacheDir();
  return spawn("/bin/sh", ["-c", script, process.execPath, ...nodeOptions, program], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: cache === undefined ? {} : { NODE_COMPILE_CACHE: dirname(cache) },
  });
}
