import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { allProcesses, type ProcessFacts, processTreeOf, ticksPerSecond } from "@platen/process";
import type { CpuAccount, SpawnOptions } from "./cpu-account.ts";
import { killProcesses } from "./kill-processes.ts";

/** A shell stays the parent of the program. When the program ends, the shell writes the times of its children to a file. */
const runAndRecordTimes = '"$@"; status=$?; times > "$0"; exit $status';

/**
 * Counts where no control group can be created: running processes by `/proc`, ended ones by what their parents were told.
 * Exact to hundredths of a second. A process that outlives its parent is not counted.
 */
export class ProcessTreeAccount implements CpuAccount {
  readonly method = "process tree";
  readonly #folder: string;
  readonly #roots = new Set<number>();
  #spawned = 0;
  readonly #endedSeconds: Promise<number>[] = [];

  /** `folder` holds only the files with times. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  spawn(
    program: string,
    args: readonly string[],
    { folder, environment, logFile }: SpawnOptions,
  ): ChildProcess {
    this.#spawned += 1;
    const timesFile = join(this.#folder, `times-${this.#spawned}`);
    const child = spawn("/bin/sh", ["-c", runAndRecordTimes, timesFile, program, ...args], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", logFile],
    });
    const { pid } = child;
    if (pid === undefined) return child;
    this.#roots.add(pid);
    child.once("exit", () => {
      this.#roots.delete(pid);
      this.#endedSeconds.push(readFile(timesFile, "utf8").then(childSecondsOf, noTimes));
    });
    return child;
  }

  async cpuSeconds(): Promise<number> {
    const living = this.#living();
    const ended = await Promise.all(this.#endedSeconds);
    const ticks = living.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0);
    return ended.reduce((sum, seconds) => sum + seconds, ticks / ticksPerSecond);
  }

  async processIds(): Promise<readonly number[]> {
    return this.#living().map(({ pid }) => pid);
  }

  async close(): Promise<void> {
    killProcesses(await this.processIds());
  }

  #living(): ProcessFacts[] {
    return processTreeOf([...this.#roots], allProcesses());
  }
}

/** Reads the second line of the shell's `times`: user and system time of its children, such as `0m1.23s`. */
export function childSecondsOf(times: string): number {
  const line = times.split("\n")[1] ?? "";
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** A shell that was killed has written no file. */
function noTimes(error: NodeJS.ErrnoException): number {
  if (error.code !== "ENOENT") throw error;
  return 0;
}
