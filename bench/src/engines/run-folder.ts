import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LibreOffice } from "@platen/converter";
import { type Document, stage } from "./measuring/documents.ts";
import type { EnginePlace } from "./open-engines.ts";
import type { Engine } from "./running/engine.ts";

/**
 * Gives `work` a folder for one run, with what engines are opened with. Whatever comes of it, a signal included, every
 * process of every engine is ended. The folder goes when the run has succeeded; otherwise it stays, because the
 * engines' words are in its `log`.
 */
export async function inRunFolder(
  { office, documents }: { office: LibreOffice; documents: readonly Document[] },
  work: (place: EnginePlace) => Promise<void>,
): Promise<void> {
  const workFolder = await mkdtemp(join(tmpdir(), "platen-bench-"));
  const logFile = openSync(join(workFolder, "log"), "a");
  const smallest = documents.toSorted((a, b) => a.bytes - b.bytes)[0];
  if (smallest === undefined) throw new Error("There is no document.");
  const first = { folder: join(workFolder, "first"), result: join(workFolder, "first.pdf") };
  const firstDocument = await stage(smallest, first);
  const place: EnginePlace = { office, workFolder, logFile, firstDocument, accounts: [] };
  try {
    await Promise.race([work(place), signaled()]);
  } catch (error) {
    console.error(`What the engines said is in ${join(workFolder, "log")}.`);
    throw error;
  } finally {
    for (const account of place.accounts) await account.close();
    closeSync(logFile);
  }
  await rm(workFolder, { recursive: true, force: true });
}

/** Fails when somebody wants the run to end. */
function signaled(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => reject(new Error(`Ended by ${signal}.`)));
  });
}

/** Starts all engines, each with a document that is not measured, and closes them whatever `work` comes to. */
export async function withEngines(
  engines: readonly Engine[],
  { firstDocument }: EnginePlace,
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
