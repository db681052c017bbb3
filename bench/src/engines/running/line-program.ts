import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { CpuAccount } from "../accounting/cpu-account.ts";
import { killProcesses } from "../accounting/kill-processes.ts";
import { conversionTimeoutMs, type Engine, type EngineResult, type Task } from "./engine.ts";
import { loadOptionsFor } from "./pdf-options.ts";

export interface LineProgramSettings {
  readonly name: string;
  readonly slots: number;
  readonly account: CpuAccount;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly logFile: number;
}

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<string, (answer: EngineResult) => void>;
}

const startLimitMs = 120_000;

/**
 * An engine that is a program of the benchmark: it prints `ready`, then reads a line for each document (a number, the
 * URLs of source and result, the format and the load options, separated by tabs) and answers with a line: the number,
 * `ok` or an error, and optionally the processor seconds of Node. It exits when its standard input ends.
 */
export class LineProgram implements Engine {
  readonly name: string;
  readonly slots: number;
  readonly account: CpuAccount;
  readonly #settings: LineProgramSettings;
  #running: Promise<Running> | undefined;
  #asked = 0;

  constructor(settings: LineProgramSettings) {
    this.name = settings.name;
    this.slots = settings.slots;
    this.account = settings.account;
    this.#settings = settings;
  }

  async start(): Promise<void> {
    await this.#open();
  }

  async convert({ source, result, format }: Task): Promise<EngineResult> {
    const { child, waiting } = await this.#open();
    this.#asked += 1;
    const number = String(this.#asked);
    const fields = [number, pathToFileURL(source), pathToFileURL(result), format, loadOptionsFor(format)];
    const answer = new Promise<EngineResult>((resolve) => waiting.set(number, resolve));
    child.stdin?.write(`${fields.join("\t")}\n`);
    const limit = new AbortController();
    const late = pause(conversionTimeoutMs, undefined, { signal: limit.signal }).then(
      async () => {
        killProcesses(await this.account.processIds());
        return { problem: "no answer" };
      },
      () => ({ problem: "not late" }),
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      limit.abort();
    }
  }

  async close(): Promise<void> {
    const running = await this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    const { child } = running;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.stdin?.end();
    const limit = new AbortController();
    const late = pause(20_000, undefined, { signal: limit.signal }).catch(() => undefined);
    await Promise.race([ended, late]);
    limit.abort();
  }

  #open(): Promise<Running> {
    this.#running ??= this.#spawn();
    return this.#running;
  }

  async #spawn(): Promise<Running> {
    const { account, program, args, environment, folder, logFile } = this.#settings;
    const child = account.spawn(program, args, { folder, environment, logFile });
    // Writing to a program that died fails; the exit is handled below.
    child.stdin?.on("error", () => {});
    const waiting: Running["waiting"] = new Map();
    const { stdout } = child;
    if (stdout === null) throw new Error(`${this.name} has no output.`);
    const lines = createInterface({ input: stdout });
    const ready = new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`${this.name} did not start in time.`)), startLimitMs);
      lines.on("line", (line) => {
        if (line === "ready") resolve(clearTimeout(limit));
        else answer(line, waiting);
      });
      child.once("exit", (status, signal) => {
        clearTimeout(limit);
        this.#running = undefined;
        reject(new Error(`${this.name} ended with ${signal ?? status} while it started; see its log.`));
        for (const resolve of waiting.values())
          resolve({ problem: `the program ended with ${signal ?? status}` });
      });
    });
    await ready;
    return { child, waiting };
  }
}

function answer(line: string, waiting: Running["waiting"]): void {
  const [number = "", outcome = "", nodeSeconds] = line.split("\t");
  waiting.get(number)?.({
    ...(outcome !== "ok" && { problem: outcome }),
    ...(nodeSeconds !== undefined && { nodeSeconds: Number(nodeSeconds) }),
  });
  waiting.delete(number);
}
