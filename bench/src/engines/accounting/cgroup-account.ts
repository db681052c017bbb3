import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type CgroupPlace, cpuSecondsIn } from "./cgroup-files.ts";
import type { CpuAccount, SpawnChoice } from "./cpu-account.ts";
import { killAll } from "./kill-all.ts";

/** The shell enters the group and then becomes the program, so nothing of the program runs outside. */
const enterAndRun = 'echo $$ > "$0/cgroup.procs" && exec "$@"';

const triesEveryMs = 20;
const maxTries = 500;

/** Counts by a control group of the kernel's, of version 2 or 1: exact, and no process gets out of it. */
export class CgroupAccount implements CpuAccount {
  readonly way: CpuAccount["way"];
  readonly #place: CgroupPlace;
  readonly #folder: string;

  private constructor(place: CgroupPlace, folder: string) {
    this.way = place.version === 2 ? "cgroup v2" : "cgroup v1";
    this.#place = place;
    this.#folder = folder;
  }

  /** Fails where this process may not make control groups. */
  static async open(place: CgroupPlace, name: string): Promise<CgroupAccount> {
    const folder = join(place.folder, `platen-bench-${process.pid}-${name}`);
    await mkdir(folder);
    const account = new CgroupAccount(place, folder);
    await account.cpuSeconds();
    return account;
  }

  spawn(
    program: string,
    args: readonly string[],
    { folder, environment, logFile }: SpawnChoice,
  ): ChildProcess {
    return spawn("/bin/sh", ["-c", enterAndRun, this.#folder, program, ...args], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", logFile],
    });
  }

  async cpuSeconds(): Promise<number> {
    return cpuSecondsIn(this.#place.version, this.#folder);
  }

  async processIds(): Promise<readonly number[]> {
    const text = await readFile(join(this.#folder, "cgroup.procs"), "utf8");
    return text.split("\n").filter(Boolean).map(Number);
  }

  /** The group is busy for a moment longer than its last process. */
  async close(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      killAll(await this.processIds());
      try {
        return await rmdir(this.#folder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EBUSY" || tries >= maxTries) throw error;
      }
      await pause(triesEveryMs);
    }
  }
}
