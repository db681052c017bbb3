import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The birth tells a process from a later one with the same id. */
export interface SeenProcess {
  readonly pid: number;
  readonly birth: string;
}

interface ProcessFacts extends SeenProcess {
  readonly parent: number;
  readonly isAlive: boolean;
}

/** Everything that a process has started and that has started in turn, whatever user or jail it is in by now. */
export function descendantsOf(pid: number): SeenProcess[] {
  const children = allProcesses().filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid)]);
}

export function stillAlive(seen: readonly SeenProcess[]): number[] {
  const births = new Map(
    allProcesses().flatMap(({ pid, birth, isAlive }) => (isAlive ? [[pid, birth]] : [])),
  );
  return [...new Set(seen.filter(({ pid, birth }) => births.get(pid) === birth).map(({ pid }) => pid))];
}

/** Every process that names the folder in its command line or stands in it, but this one. */
export function processesIn(folder: string): number[] {
  return processIds().filter((pid) => {
    if (pid === process.pid) return false;
    const commandLine = orNone(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    return commandLine.includes(folder) || orNone(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder);
  });
}

function allProcesses(): ProcessFacts[] {
  return processIds().flatMap((pid) => {
    const stat = orNone(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The name may hold blanks; what comes after it does not.
    const [state = "", parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "") return [];
    return [{ pid, parent: Number(parent), birth: rest[17] ?? "", isAlive: state !== "Z" && state !== "X" }];
  });
}

function processIds(): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

/** It may have ended meanwhile. */
function orNone(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
