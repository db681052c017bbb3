import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../support/until.ts";

export interface MemoryLimit {
  /** A shell command that puts the shell, and all that it starts, under the limit. */
  readonly enter: string;
  remove(): Promise<void>;
}

/**
 * A control group with a task's memory. Only root may make one, and not on every machine; elsewhere the limit does
 * not hold, and programs see the whole machine's memory.
 */
export function newMemoryLimit(name: string, memoryMiB: number): MemoryLimit {
  const lines = readFileSync("/proc/self/cgroup", "utf8").split("\n");
  const path = lines.find((line) => line.split(":")[1] === "memory")?.split(":")[2];
  if (path === undefined || process.getuid?.() !== 0) return none;
  const folder = join("/sys/fs/cgroup/memory", path, name);
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, "memory.limit_in_bytes"), String(memoryMiB * 1_048_576));
  } catch {
    return none; // a container whose groups are not its own
  }
  return {
    enter: `echo $$ > ${folder}/cgroup.procs`,
    remove: () => until("the group is empty", () => isRemoved(folder)),
  };
}

const none: MemoryLimit = { enter: "true", remove: async () => undefined };

function isRemoved(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EBUSY") return false;
    throw error;
  }
}
