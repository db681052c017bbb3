import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { CpuAccount } from "./cpu-account.ts";

const sampleEveryMs = 25;

/**
 * Measures the private memory of the processes that are started for one conversion: pages that they share with no other
 * process. If none is started, because one process converts all documents itself, it measures the existing processes.
 * `stop` returns the peak in bytes, or 0 if the kernel shows the figure only to root and this is another user. The memory
 * is sampled, so a peak between two samples is missed.
 */
export function watchOwnMemory(
  account: CpuAccount,
  existing: ReadonlySet<number>,
): { stop(): Promise<number> } {
  let isStopped = false;
  const watching = (async () => {
    let ofNew = 0;
    let ofExisting = 0;
    while (!isStopped) {
      const ids = await account.processIds();
      const started = ids.filter((id) => !existing.has(id));
      ofNew = Math.max(ofNew, await privateBytesOf(started));
      if (ofNew === 0) ofExisting = Math.max(ofExisting, await privateBytesOf(ids));
      await pause(sampleEveryMs);
    }
    return ofNew || ofExisting;
  })();
  return {
    stop() {
      isStopped = true;
      return watching;
    },
  };
}

async function privateBytesOf(ids: readonly number[]): Promise<number> {
  const sizes = await Promise.all(ids.map(async (id) => privateBytesIn(await readRollup(id))));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

/** Empty for a process that has ended or that this user may not inspect. */
async function readRollup(id: number): Promise<string> {
  try {
    return await readFile(`/proc/${id}/smaps_rollup`, "utf8");
  } catch (error) {
    const goneOrForbidden = ["ENOENT", "ESRCH", "EACCES", "EPERM"];
    if (goneOrForbidden.includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

/** Bytes that no other process has mapped, from the text of a `smaps_rollup`. */
export function privateBytesIn(rollup: string): number {
  const sizes = rollup.matchAll(/^Private_(?:Clean|Dirty|Hugetlb):\s+(\d+) kB$/gm);
  return [...sizes].reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
}
