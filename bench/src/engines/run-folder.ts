import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LibreOffice } from "@platen/converter";
import { copyForConversion, type Document } from "./measuring/documents.ts";
import type { EngineContext } from "./open-engines.ts";
import type { Engine } from "./running/engine.ts";

/**
 * Runs `work` with a temporary folder and the context for opening engines. At the end, also after an error or a signal,
 * every process of every engine is killed. The folder is removed after a successful run; otherwise it stays, because the
 * output of the engines is in its `log`.
 */
export async function inRunFolder(
  { office, documents }: { office: LibreOffice; documents: readonly Document[] },
  work: (context: EngineContext) => Promise<void>,
): Promise<void> {
  const workFolder = await mkdtemp(join(tmpdir(), "platen-bench-"));
  const logFile = openSync(join(workFolder, "log"), "a");
  const smallest = documents.toSorted((a, b) => a.bytes - b.bytes)[0];
  if (smallest === undefined) throw new Error("There is no document.");
  const first = { folder: join(workFolder, "first"), result: join(workFolder, "first.pdf") };
  const firstDocument = await copyForConversion(smallest, first);
  const context: EngineContext = { office, workFolder, logFile, firstDocument, accounts: [] };
  try {
    await Promise.race([work(context), signaled()]);
  } catch (error) {
    console.error(`The output of the engines is in ${join(workFolder, "log")}.`);
    throw error;
  } finally {
    for (const account of context.accounts) await account.close();
    closeSync(logFile);
  }
  await rm(workFolder, { recursive: true, force: true });
}

/** Rejects when a signal asks the run to end. */
function signaled(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => reject(new Error(`Ended by ${signal}.`)));
  });
}

/** Starts all engines, each with one conversion that is not measured, and closes them after `work`, even if it fails. */
export async function withEngines(
  engines: readonly Engine[],
  { firstDocument }: EngineContext,
  work: () => Promise<void>,
): Promise<void> {
  try {
    for (const engine of engines) {
      await engine.start();
      const { problem } = await engine.convert(firstDocument);
      if (problem !== undefined) throw new Error(`${engine.name} does not convert: ${problem}`);
    }
    await work();
  } finally {
    for (const engine of engines) await engine.close();
  }
}
