import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { CpuAccount } from "./cpu-account.ts";

const sampleEveryMs = 25;

/**
 * Watches how much memory the processes that come for one conversion have to themselves, pages that they share with
 * nobody. Where none comes, as in a process that converts all documents itself, it is the memory of those that stand.
 * Gives, when stopped, the most that was seen, in bytes: 0 where the kernel shows it to nobody but root and this is
 * somebody else. Sampled, so a peak between two looks is missed.
 */
export function watchOwnMemory(
  account: CpuAccount,
  standing: ReadonlySet<number>,
): { stop(): Promise<number> } {
  let isStopped = false;
  const watching = (async () => {
    let ofNew = 0;
    let ofStanding = 0;
    while (!isStopped) {
      const ids = await account.processIds();
      const come = ids.filter((id) => !standing.has(id));
      ofNew = Math.max(ofNew, await privateBytesOf(come));
      if (ofNew === 0) ofStanding = Math.max(ofStanding, await privateBytesOf(ids));
      await pause(sampleEveryMs);
    }
    return ofNew || ofStanding;
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

/** A process that has ended has no memory, and one that nobody may look into shows none. */
async function readRollup(id: number): Promise<string> {
  try {
    return await readFile(`/proc/${id}/smaps_rollup`, "utf8");
  } catch (error) {
    const isGoneOrShut = ["ENOENT", "ESRCH", "EACCES", "EPERM"];
    if (isGoneOrShut.includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

/** What no other process has mapped too, of the text of a `smaps_rollup`. */
export function privateBytesIn(rollup: string): number {
  const sizes = rollup.matchAll(/^Private_(?:Clean|Dirty|Hugetlb):\s+(\d+) kB$/gm);
  return [...sizes].reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
}
