import { join } from "node:path";
import { watchOtherWork } from "../accounting/other-work.ts";
import type { Engine } from "../running/engine.ts";
import { copyForConversion, type Document, removeCopy } from "./documents.ts";
import { pagesOf } from "./judge-pdf.ts";

export interface Throughput {
  readonly engine: string;
  readonly slots: number;
  readonly converted: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Processors that other work kept busy during the run, on average. */
  readonly otherWork: number;
}

/** Converts all documents in their order, `slots` at a time: the next begins when one ends. */
export async function measureThroughput(
  engine: Engine,
  documents: readonly Document[],
  { folder, slots }: { folder: string; slots: number },
): Promise<Throughput> {
  const tasks = await Promise.all(
    documents.map((document, index) => {
      const conversionFolder = join(folder, String(index));
      return copyForConversion(document, { folder: conversionFolder, result: `${conversionFolder}.pdf` });
    }),
  );
  const cpuBefore = await engine.account.cpuSeconds();
  const others = await watchOtherWork();
  const startedAt = performance.now();
  const waiting = [...tasks];
  const slot = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await engine.convert(task);
  };
  await Promise.all(Array.from({ length: slots }, slot));
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (await engine.account.cpuSeconds()) - cpuBefore;
  const otherWork = await others.stop(cpuSeconds);
  const pages = await Promise.all(tasks.map(({ result }) => pagesOf(result)));
  await removeCopy(folder);
  const converted = pages.filter((count) => count !== undefined).length;
  return { engine: engine.name, slots, converted, wallSeconds, cpuSeconds, otherWork };
}
