import { join } from "node:path";
import { watchOtherWork } from "../accounting/other-work.ts";
import type { Engine } from "../running/engine.ts";
import { type Document, stage, unstage } from "./documents.ts";
import { pagesOf } from "./judge-pdf.ts";

export interface Throughput {
  readonly engine: string;
  readonly slots: number;
  readonly converted: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Processors that other work kept busy meanwhile, on average. */
  readonly otherWork: number;
}

/** Has all documents converted, `slots` at a time, in their order: the next begins when one ends. */
export async function measureThroughput(
  engine: Engine,
  documents: readonly Document[],
  { folder, slots }: { folder: string; slots: number },
): Promise<Throughput> {
  const tasks = await Promise.all(
    documents.map((document, index) => {
      const place = join(folder, String(index));
      return stage(document, { folder: place, result: `${place}.pdf` });
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
  await unstage(folder);
  const converted = pages.filter((count) => count !== undefined).length;
  return { engine: engine.name, slots, converted, wallSeconds, cpuSeconds, otherWork };
}
