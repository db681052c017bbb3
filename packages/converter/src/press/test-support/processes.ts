import assert from "node:assert/strict";
import { readdir, readFile, readlink } from "node:fs/promises";
import process from "node:process";
import { allProcesses, type ProcessFacts } from "@platen/process";

export function childrenOf(pid: number): ProcessFacts[] {
  return allProcesses().filter(({ parent }) => parent === pid);
}

/**
 * What each open descriptor leads to, for root. Nobody else may look, not even the same user: then the size of the table
 * of descriptors, which grows when they are not closed.
 */
export async function openDescriptors(id: number): Promise<string[]> {
  if (process.getuid?.() !== 0) {
    await assert.rejects(readdir(`/proc/${id}/fd`), { code: "EACCES" });
    return [String(/^FDSize:\s+(\d+)$/m.exec(await readFile(`/proc/${id}/status`, "utf8"))?.[1])];
  }
  const names = await readdir(`/proc/${id}/fd`);
  return Promise.all(names.map((name) => readlink(`/proc/${id}/fd/${name}`).catch(() => "")));
}
