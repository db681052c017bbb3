import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { descendantsOf, type ProcessFacts } from "@platen/process";
import { projectFolder } from "./project-files.ts";

export type ProgramName = "standalone" | "web" | "worker";

const patienceMs = 60_000;
/** What a program logs when it is ready for work. */
const readyLines: Record<ProgramName, string> = {
  standalone: "the page is open",
  web: "the page is open",
  worker: "worker started",
};

/** One of Platen's programs as a process of its own, started as its users start it. */
export class Program {
  readonly name: ProgramName;
  readonly #child: ChildProcess;
  #output = "";

  constructor(name: ProgramName, environment: Record<string, string>) {
    this.name = name;
    const main = join(projectFolder, "apps", name, "src", "main.ts");
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
    this.#child = spawn(process.execPath, [main], { stdio: ["ignore", "pipe", "pipe"], env });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#output += chunk;
      });
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get output(): string {
    return this.#output;
  }

  /** What it has logged so far. */
  get lines(): Record<string, unknown>[] {
    const whole = this.#output.split("\n").filter((line) => line.startsWith("{") && line.endsWith("}"));
    return whole.map((line) => JSON.parse(line));
  }

  /** Where its page is. */
  get url(): string {
    const url = this.lines.find(({ msg }) => msg === "the page is open")?.url;
    if (typeof url !== "string") throw new Error(`No address yet:\n${this.#output}`);
    return url;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async untilReady(): Promise<void> {
    const giveUpAt = Date.now() + patienceMs;
    while (!this.lines.some(({ msg }) => msg === readyLines[this.name])) {
      if (this.hasEnded || Date.now() > giveUpAt)
        throw new Error(`${this.name} did not start:\n${this.#output}`);
      await sleep(20);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** The exit status, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    if (!this.hasEnded) await once(this.#child, "close", { signal: AbortSignal.timeout(patienceMs) });
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  /** LibreOffice and whatever else it has started. */
  descendants(): ProcessFacts[] {
    return this.pid === undefined ? [] : descendantsOf(this.pid);
  }
}
