import { readdirSync, readFileSync } from "node:fs";

/** What Linux says of one process: proc_pid_stat(5). */
export interface ProcessFacts {
  readonly pid: number;
  /** The name of the program, cut off after 15 bytes; any process may choose its own. */
  readonly name: string;
  /** R, S, D and so on. Z: it has ended, but its parent has not asked how. */
  readonly state: string;
  readonly parent: number;
  /** Its own processor time and that of the children that it has waited for, in `ticksPerSecond`. */
  readonly cpuTicks: number;
  /** The start in ticks since the machine's: differs between two processes that have the same id one after the other. */
  readonly birth: string;
}

/** Linux counts in hundredths of a second wherever Node runs (USER_HZ). */
export const ticksPerSecond = 100;

/** Undefined when there is no such process, where it is hidden, and where there is no /proc, as on macOS. */
export function readProcess(pid: number): ProcessFacts | undefined {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return undefined;
  }
}

/** Every process that can be seen from here; none where there is no /proc. */
export function allProcesses(): ProcessFacts[] {
  let names: string[];
  try {
    names = readdirSync("/proc");
  } catch {
    return [];
  }
  return names.filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)) ?? []);
}

/** What a process has started, and what came from that in turn, whatever user or jail it is in; ended ones are left out. */
export function descendantsOf(pid: number): ProcessFacts[] {
  return processTreeOf([pid], allProcesses()).filter((found) => found.pid !== pid && found.state !== "Z");
}

/** `roots` and all their descendants, as far as a parent of each is still there. */
export function processTreeOf(roots: readonly number[], all: readonly ProcessFacts[]): ProcessFacts[] {
  const pids = new Set(roots);
  for (let before = -1; pids.size > before; ) {
    before = pids.size;
    for (const { pid, parent } of all) if (pids.has(parent)) pids.add(pid);
  }
  return all.filter(({ pid }) => pids.has(pid));
}

/** Undefined for a text that is cut off. Fields are counted after the name, which may hold blanks and parentheses. */
export function parseProcessStat(text: string): ProcessFacts | undefined {
  const [start, end] = [text.indexOf("("), text.lastIndexOf(")")];
  const fields = text.slice(end + 2).split(" ");
  const [state = "", parent] = fields;
  const birth = fields[19];
  if (start < 0 || birth === undefined) return undefined;
  return {
    pid: Number.parseInt(text, 10),
    name: text.slice(start + 1, end),
    state,
    parent: Number(parent),
    cpuTicks: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0),
    birth,
  };
}
