import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CpuAccount, SpawnChoice } from "./cpu-account.ts";
import { killAll } from "./kill-all.ts";
import { familyOf, type ProcessStat, parseProcessStat } from "./process-stat.ts";

/** Linux counts in hundredths of a second wherever Node runs. */
const ticksPerSecond = 100;
/** A shell stays above the program and notes, when that has ended, what it and its children used. */
const runAndNote = '"$@"; status=$?; times > "$0"; exit $status';

/**
 * Counts where no control group can be made: living processes by `/proc`, ended ones by what their parents were told.
 * Exact to hundredths of a second. A process whose parent ended before it is lost.
 */
export class ProcessTreeAccount implements CpuAccount {
  readonly way = "process tree";
  readonly #folder: string;
  readonly #roots = new Set<number>();
  #spawned = 0;
  readonly #notes: Promise<number>[] = [];

  /** `folder` is for its notes alone. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  spawn(
    program: string,
    args: readonly string[],
    { folder, environment, logFile }: SpawnChoice,
  ): ChildProcess {
    this.#spawned += 1;
    const note = join(this.#folder, `times-${this.#spawned}`);
    const child = spawn("/bin/sh", ["-c", runAndNote, note, program, ...args], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", logFile],
    });
    const { pid } = child;
    if (pid === undefined) return child;
    this.#roots.add(pid);
    child.once("exit", () => {
      this.#roots.delete(pid);
      this.#notes.push(readFile(note, "utf8").then(childSecondsOf, noTimes));
    });
    return child;
  }

  async cpuSeconds(): Promise<number> {
    const living = familyOf([...this.#roots], await everyProcess());
    const ended = await Promise.all(this.#notes);
    const ticks = living.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0);
    return ended.reduce((sum, seconds) => sum + seconds, ticks / ticksPerSecond);
  }

  async processIds(): Promise<readonly number[]> {
    return familyOf([...this.#roots], await everyProcess()).map(({ id }) => id);
  }

  async close(): Promise<void> {
    killAll(await this.processIds());
  }
}

/** The second line of what the shell's `times` says: user and system time of its children, such as `0m1.23s`. */
export function childSecondsOf(times: string): number {
  const line = times.split("\n")[1] ?? "";
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** A shell that was killed has left no note. */
function noTimes(error: NodeJS.ErrnoException): number {
  if (error.code !== "ENOENT") throw error;
  return 0;
}

async function everyProcess(): Promise<ProcessStat[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map(readStat));
  return stats.filter((stat) => stat !== undefined);
}

async function readStat(id: string): Promise<ProcessStat | undefined> {
  try {
    return parseProcessStat(await readFile(`/proc/${id}/stat`, "utf8"));
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
