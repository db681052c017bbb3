import assert from "node:assert/strict";
import { readdir, readFile, readlink } from "node:fs/promises";
import process from "node:process";

export interface ProcessFacts {
  readonly id: number;
  readonly parentId: number;
  readonly name: string;
  /** R, S, Z and so on. */
  readonly state: string;
}

/** Every process of this machine. */
export async function allProcesses(): Promise<ProcessFacts[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map((id) => factsOf(Number(id))));
  return found.filter((facts) => facts !== undefined);
}

export async function childrenOf(parentId: number): Promise<ProcessFacts[]> {
  return (await allProcesses()).filter((facts) => facts.parentId === parentId);
}

/** Undefined when there is no such process, or only what is left of one that nobody has taken note of. */
export async function livingProcess(id: number): Promise<ProcessFacts | undefined> {
  const facts = await factsOf(id);
  return facts?.state === "Z" ? undefined : facts;
}

async function factsOf(id: number): Promise<ProcessFacts | undefined> {
  const text = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  const match = /^\d+ \((.*)\) (\S) (\d+)/s.exec(text);
  if (match === null) return undefined;
  const [, name = "", state = "", parentId] = match;
  return { id, name, state, parentId: Number(parentId) };
}

export function residentBytes(id: number): Promise<number> {
  return memoryOf(id, "VmRSS");
}

export function addressSpaceOf(id: number): Promise<number> {
  return memoryOf(id, "VmSize");
}

async function memoryOf(id: number, name: string): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024;
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
