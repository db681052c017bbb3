import { totalmem } from "node:os";
import { join } from "node:path";
import { findMemoryCgroup, readText } from "./memory-cgroup.ts";

/** The memory that this program and its children can have, in bytes: the machine's, or less where a cgroup allows less. */
export async function machineMemory(root = "/", installedBytes = totalmem()): Promise<number> {
  const cgroup = await findMemoryCgroup(root);
  const name = cgroup?.version === 1 ? "memory.limit_in_bytes" : "memory.max";
  const limits = (cgroup?.folders ?? []).map(async (folder) => {
    const text = (await readText(join(folder, name))).trim();
    return /^\d+$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  });
  return Math.min(installedBytes, ...(await Promise.all(limits)));
}
