import { join } from "node:path";
import { findMemoryCgroup, readText } from "./memory-cgroup.ts";

const countFiles = { 1: "memory.oom_control", 2: "memory.events" } as const;

/**
 * How many processes the kernel has ended for want of memory: in this program's cgroup, or on the machine where that does
 * not tell. Only that it grows means something. 0 where nothing tells.
 */
export async function countOomKills(root = "/"): Promise<number> {
  const cgroup = await findMemoryCgroup(root);
  const own = cgroup?.folders[0];
  const counted = own === undefined ? "" : await readText(join(own, countFiles[cgroup?.version ?? 2]));
  return countIn(counted) ?? countIn(await readText(join(root, "proc/vmstat"))) ?? 0;
}

function countIn(text: string): number | undefined {
  const count = /^oom_kill (\d+)$/m.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}
