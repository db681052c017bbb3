import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Tells it apart from a later process that has the same id. */
  readonly birth: string;
}

/** Every process of this machine, as Linux tells it. */
function allProcesses(): RunningProcess[] {
  return processIds().flatMap((pid) => {
    const stat = orNone(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat === "" || afterName[0] === "Z") return []; // the latter: ended, and nobody has asked how
    const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    return [{ pid, parent: Number(afterName[1]), name: program, birth: afterName[19] ?? "" }];
  });
}

/** Everything that a process has started and that has started in turn, whatever user or jail it is in by now. */
export function descendantsOf(pid: number): RunningProcess[] {
  const all = allProcesses();
  const found: RunningProcess[] = [];
  for (let parents = [pid]; parents.length > 0; ) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

export function stillRunning(processes: readonly RunningProcess[]): RunningProcess[] {
  const now = new Map(allProcesses().map(({ pid, birth }) => [pid, birth]));
  return processes.filter(({ pid, birth }) => now.get(pid) === birth);
}

/** Every process that names the folder in its command line or stands in it, but this one. */
export function processesIn(folder: string): number[] {
  return processIds().filter((pid) => {
    if (pid === process.pid) return false;
    const commandLine = orNone(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    return commandLine.includes(folder) || orNone(() => readlinkSync(`/proc/${pid}/cwd`)).startsWith(folder);
  });
}

function processIds(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** It may have ended in this very moment. */
function orNone(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
