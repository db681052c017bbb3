import { readFile, writeFile } from "node:fs/promises";

export interface ProcessMemory {
  readonly nowMegabytes: number;
  /** The most since the process started or since `resetPeak`. */
  readonly peakMegabytes: number;
}

/** Resident memory as the kernel counts it. The peak is the kernel's own high-water mark, so no peak is missed. */
export async function measuredMemory(pid: number): Promise<ProcessMemory> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return { nowMegabytes: megabytes(status, "VmRSS"), peakMegabytes: megabytes(status, "VmHWM") };
}

/** Resets the high-water mark (proc(5), clear_refs). */
export async function resetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, "5");
}

function megabytes(status: string, name: string): number {
  const kibibytes = Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]);
  return Math.round((kibibytes * 1_024) / 1e6);
}
