import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isAlive, readProcess } from "@platen/process";
import type { LibreOffice } from "../libreoffice/find-libreoffice.ts";

/** A program of `test-programs/` in the place of LibreOffice. */
export function fakeOffice(name: string): LibreOffice {
  const program = fileURLToPath(new URL(`../../test-programs/${name}`, import.meta.url));
  return { program, version: "0.0", buildId: "" };
}

/** The processes that a fake has named. */
export async function pidsOf(folder: string): Promise<readonly number[]> {
  const text = await readFile(join(folder, "record", "pids"), "utf8").catch(() => "");
  return text.split(/\s+/).filter(Boolean).map(Number);
}

/** Fails when one of the processes is still alive after some seconds. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  const found = pids.flatMap((pid) => readProcess(pid) ?? []);
  for (const giveUpAt = performance.now() + 10_000; performance.now() < giveUpAt; await pause(20))
    if (!found.some(isAlive)) return;
  throw new Error(`of the processes ${pids.join(" ")} some are still alive`);
}
