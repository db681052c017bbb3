import { createHash } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import os from "node:os";

/**
 * Tells one process from every other that ever was: `space` stands for the start of the machine and the namespace in
 * which process ids mean something, for two containers may share a folder but not their ids.
 */
export interface ProcessMark {
  readonly space: string;
  readonly pid: number;
  readonly startedAt: string;
}

export async function ownProcessMark(): Promise<ProcessMark> {
  return { space: await processSpace(), pid: process.pid, startedAt: (await startOf(process.pid)) ?? "0" };
}

/** True only if the process is certainly gone; false for one that this process cannot see. */
export async function isDead(other: ProcessMark, own: ProcessMark): Promise<boolean> {
  return other.space === own.space && (await startOf(other.pid)) !== other.startedAt;
}

async function processSpace(): Promise<string> {
  const parts =
    process.platform === "linux"
      ? [await readFile("/proc/sys/kernel/random/boot_id", "utf8"), await readlink("/proc/self/ns/pid")]
      : [os.hostname()];
  return createHash("sha256").update(parts.join()).digest("hex").slice(0, 12);
}

/** Undefined when there is no such process; where its start cannot be told, the same for every process. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform !== "linux") return process.kill(pid, 0) ? "0" : undefined;
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // Field 22; the second one, the name of the program, may hold blanks and brackets.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
