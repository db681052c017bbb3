import { readdirSync, readFileSync } from "node:fs";

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Tells it apart from a later process that has the same id. */
  readonly birth: string;
}

/** Every process of this machine, as Linux tells it. */
function allProcesses(): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        if (afterName[0] === "Z") return []; // ended, and nobody has asked how
        const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
        return { pid: Number(name), parent: Number(afterName[1]), name: program, birth: afterName[19] ?? "" };
      } catch {
        return []; // it ended in this very moment
      }
    });
}

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
