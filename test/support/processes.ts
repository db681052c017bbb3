import { readFileSync, readlinkSync } from "node:fs";
import { allProcesses, isAlive, type ProcessFacts } from "@platen/process";

export function stillRunning(processes: readonly ProcessFacts[]): ProcessFacts[] {
  return processes.filter(isAlive);
}

/** Every process that names the folder in its command line or stands in it, but this one. */
export function processesIn(folder: string): number[] {
  const pids = allProcesses().map(({ pid }) => pid);
  return pids.filter((pid) => {
    if (pid === process.pid) return false;
    const commandLine = orNone(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    return commandLine.includes(folder) || orNone(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder);
  });
}

/** It may have ended in this very moment. */
function orNone(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
