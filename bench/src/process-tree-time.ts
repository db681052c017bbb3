import { readdir, readFile } from "node:fs/promises";

/** The kernel reports times in hundredths of a second, whatever its own clock rate is. */
const ticksPerSecond = 100;

interface ProcessTimes {
  readonly parent: number;
  /** Its own and those of the children that it has waited for. */
  readonly seconds: number;
}

/**
 * Processor time of this process and of every process that it started, ended ones included, in seconds. Undefined where
 * there is no /proc.
 */
export async function processTreeSeconds(): Promise<number | undefined> {
  const all = await readProcesses();
  if (!all.has(process.pid)) return undefined;
  const isInTree = (pid: number): boolean => {
    const found = all.get(pid);
    return pid === process.pid || (found !== undefined && found.parent > 1 && isInTree(found.parent));
  };
  let seconds = 0;
  for (const [pid, times] of all) if (isInTree(pid)) seconds += times.seconds;
  return seconds;
}

async function readProcesses(): Promise<ReadonlyMap<number, ProcessTimes>> {
  const all = new Map<number, ProcessTimes>();
  const pids = (await readdir("/proc").catch(() => [])).map(Number).filter(Number.isInteger);
  for (const pid of pids) {
    // The process may have ended by now.
    const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    if (fields.length < 15) continue;
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    all.set(pid, { parent: Number(fields[1]), seconds: ticks / ticksPerSecond });
  }
  return all;
}
