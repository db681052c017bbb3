import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type CgroupLocation, cpuSecondsIn } from "./cgroup-files.ts";
import type { CpuAccount, SpawnOptions } from "./cpu-account.ts";
import { killProcesses } from "./kill-processes.ts";

/** The shell enters the group and then executes the program, so the program never runs outside the group. */
const enterAndRun = 'echo $$ > "$0/cgroup.procs" && exec "$@"';

const triesEveryMs = 20;
const maxTries = 500;

/** Counts with a control group of the kernel, version 2 or 1: exact, and no process can leave it. */
export class CgroupAccount implements CpuAccount {
  readonly method: CpuAccount["method"];
  readonly #location: CgroupLocation;
  readonly #folder: string;

  private constructor(location: CgroupLocation, folder: string) {
    this.method = location.version === 2 ? "cgroup v2" : "cgroup v1";
    this.#location = location;
    this.#folder = folder;
  }

  /** Fails where this process may not create control groups. */
  static async open(location: CgroupLocation, name: string): Promise<CgroupAccount> {
    const folder = join(location.folder, `platen-bench-${process.pid}-${name}`);
    await mkdir(folder);
    const account = new CgroupAccount(location, folder);
    await account.cpuSeconds();
    return account;
  }

  spawn(
    program: string,
    args: readonly string[],
    { folder, environment, logFile }: SpawnOptions,
  ): ChildProcess {
    return spawn("/bin/sh", ["-c", enterAndRun, this.#folder, program, ...args], {
      cwd: folder,
      env: environment,
      stdio: ["pipe", "pipe", logFile],
    });
  }

  async cpuSeconds(): Promise<number> {
    return cpuSecondsIn(this.#location.version, this.#folder);
  }

  async processIds(): Promise<readonly number[]> {
    const text = await readFile(join(this.#folder, "cgroup.procs"), "utf8");
    return text.split("\n").filter(Boolean).map(Number);
  }

  /** The kernel reports the group as busy for a moment after its last process ended. */
  async close(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      killProcesses(await this.processIds());
      try {
        return await rmdir(this.#folder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EBUSY" || tries >= maxTries) throw error;
      }
      await pause(triesEveryMs);
    }
  }
}
