import { join } from "node:path";
import { watchOwnMemory } from "../accounting/own-memory.ts";
import type { Engine } from "../running/engine.ts";
import { type Document, stage, unstage } from "./documents.ts";
import { pagesOf } from "./judge-pdf.ts";

/** What one conversion of one document by one engine came to. */
export interface Conversion {
  readonly engine: string;
  readonly document: string;
  readonly cpuSeconds: number;
  readonly nodeSeconds: number;
  readonly wallSeconds: number;
  readonly ownBytes: number;
  readonly result: string;
  /** Undefined where there is no sound PDF. */
  readonly pages?: number;
  readonly problem?: string;
}

/**
 * Has every document converted by every engine, one at a time, the engines in turn on each document, so that whatever
 * else the machine does falls on all of them. Who begins changes from document to document.
 */
export async function measureConversions(
  engines: readonly Engine[],
  documents: readonly Document[],
  { folder, onMeasured }: { folder: string; onMeasured: (conversion: Conversion) => void },
): Promise<Conversion[]> {
  const conversions: Conversion[] = [];
  const standing = new Map<Engine, ReadonlySet<number>>();
  for (const engine of engines) standing.set(engine, new Set(await engine.account.processIds()));
  for (const [index, document] of documents.entries()) {
    for (let turn = 0; turn < engines.length; turn += 1) {
      const engine = engines[(index + turn) % engines.length];
      if (engine === undefined) continue;
      const place = join(folder, `${index}-${engines.indexOf(engine)}`);
      const conversion = await measure(engine, document, {
        place,
        standing: standing.get(engine) ?? new Set(),
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
  { place, standing }: { place: string; standing: ReadonlySet<number> },
): Promise<Conversion> {
  const task = await stage(document, { folder: place, result: `${place}.pdf` });
  const memory = watchOwnMemory(engine.account, standing);
  const cpuBefore = await engine.account.cpuSeconds();
  const startedAt = performance.now();
  const { problem, nodeSeconds = 0 } = await engine.convert(task);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (await engine.account.cpuSeconds()) - cpuBefore;
  const ownBytes = await memory.stop();
  await unstage(place);
  const pages = await pagesOf(task.result);
  return {
    engine: engine.name,
    document: document.name,
    ...{ cpuSeconds, nodeSeconds, wallSeconds, ownBytes, result: task.result },
    ...(pages !== undefined && { pages }),
    ...(problem !== undefined && { problem }),
  };
}
