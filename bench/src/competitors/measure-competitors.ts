import { join } from "node:path";
import type { Document } from "../engines/measuring/documents.ts";
import { throughputLine } from "../engines/measuring/measure-engines.ts";
import { measureThroughput, type Throughput } from "../engines/measuring/measure-throughput.ts";
import { sum } from "../engines/measuring/statistics.ts";
import type { Engine } from "../engines/running/engine.ts";
import { table } from "../engines/table.ts";
import { documentsPerSecond } from "./competitor-thresholds.ts";

/**
 * Each round lets every engine convert all documents, two at a time, largest first. The first pass of an engine is not
 * counted: while the others ran, caches went cold, and a virtual machine may have returned idle memory to its host. Then
 * it converts them twice without a pause, so that the idle processor at the very end weighs less.
 */
export async function measureCompetitors(
  engines: readonly Engine[],
  documents: readonly Document[],
  { folder, rounds, log }: { folder: string; rounds: number; log: (line: string) => void },
): Promise<Throughput[]> {
  const runs: Throughput[] = [];
  const order = documents.toSorted((a, b) => b.bytes - a.bytes);
  const setup = { folder: join(folder, "throughput"), slots: 2 };
  for (let round = 0; round < rounds; round += 1) {
    for (const engine of engines) {
      await measureThroughput(engine, order, setup);
      const run = await measureThroughput(engine, [...order, ...order], setup);
      log(throughputLine(run));
      runs.push(run);
    }
  }
  return runs;
}

export function competitorsTable(runs: readonly Throughput[]): string {
  const names = [...new Set(runs.map(({ engine }) => engine))];
  const best = names[0] ?? "";
  const rows = names.map((name) => {
    const own = runs.filter(({ engine }) => engine === name);
    const total = (of: (run: Throughput) => number) => sum(own.map(of));
    return [
      name,
      `${total(({ converted }) => converted)}`,
      documentsPerSecond(runs, name).toFixed(2),
      (documentsPerSecond(runs, best) / documentsPerSecond(runs, name)).toFixed(2),
      (total(({ cpuSeconds }) => cpuSeconds) / total(({ converted }) => converted)).toFixed(2),
      (total(({ otherWork }) => otherWork) / own.length).toFixed(2),
    ];
  });
  const head = [
    "server",
    "converted",
    "documents/s",
    `${best} against it`,
    "CPU s per document",
    "other work, processors",
  ];
  return table(head, rows);
}
