import { join } from "node:path";
import { watchOwnMemory } from "../accounting/own-memory.ts";
import type { Engine } from "../running/engine.ts";
import { copyForConversion, type Document, removeCopy } from "./documents.ts";
import { pagesOf } from "./judge-pdf.ts";

/** The figures of one conversion of one document by one engine. */
export interface Conversion {
  readonly engine: string;
  readonly document: string;
  readonly cpuSeconds: number;
  readonly nodeSeconds: number;
  readonly wallSeconds: number;
  readonly ownBytes: number;
  readonly result: string;
  /** Undefined if there is no valid PDF. */
  readonly pages?: number;
  readonly problem?: string;
}

/**
 * Converts every document with every engine, one conversion at a time. The engines alternate on each document, so that
 * other work on the machine affects all of them. Each document starts with another engine.
 */
export async function measureConversions(
  engines: readonly Engine[],
  documents: readonly Document[],
  { folder, onMeasured }: { folder: string; onMeasured: (conversion: Conversion) => void },
): Promise<Conversion[]> {
  const conversions: Conversion[] = [];
  const existing = new Map<Engine, ReadonlySet<number>>();
  for (const engine of engines) existing.set(engine, new Set(await engine.account.processIds()));
  for (const [index, document] of documents.entries()) {
    for (let turn = 0; turn < engines.length; turn += 1) {
      const engine = engines[(index + turn) % engines.length];
      if (engine === undefined) continue;
      const conversionFolder = join(folder, `${index}-${engines.indexOf(engine)}`);
      const conversion = await measure(engine, document, {
        conversionFolder,
        existing: existing.get(engine) ?? new Set(),
      });
      conversions.push(conversion);
      onMeasured(conversion);
    }
  }
  return conversions;
}

async function measure(
  engine: Engine,
  document: Document,
  { conversionFolder, existing }: { conversionFolder: string; existing: ReadonlySet<number> },
): Promise<Conversion> {
  const task = await copyForConversion(document, {
    folder: conversionFolder,
    result: `${conversionFolder}.pdf`,
  });
  const memory = watchOwnMemory(engine.account, existing);
  const cpuBefore = await engine.account.cpuSeconds();
  const startedAt = performance.now();
  const { problem, nodeSeconds = 0 } = await engine.convert(task);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (await engine.account.cpuSeconds()) - cpuBefore;
  const ownBytes = await memory.stop();
  await removeCopy(conversionFolder);
  const pages = await pagesOf(task.result);
  return {
    engine: engine.name,
    document: document.name,
    ...{ cpuSeconds, nodeSeconds, wallSeconds, ownBytes, result: task.result },
    ...(pages !== undefined && { pages }),
    ...(problem !== undefined && { problem }),
  };
}
