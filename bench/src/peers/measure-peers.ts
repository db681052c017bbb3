import { join } from "node:path";
import type { Document } from "../engines/measuring/documents.ts";
import { throughputLine } from "../engines/measuring/measure-engines.ts";
import { measureThroughput, type Throughput } from "../engines/measuring/measure-throughput.ts";
import { sum } from "../engines/measuring/statistics.ts";
import type { Engine } from "../engines/running/engine.ts";
import { table } from "../engines/table.ts";
import { documentsPerSecond } from "./peer-bars.ts";

/**
 * Has all documents converted by each in turn, two at a time, largest first; so often. Each time once before it counts:
 * while the others had their turn, caches went cold, and a virtual machine gave idle memory back to its host. Then twice
 * without a pause: at the end one of two processors waits for the last document, which servers at work do not have.
 */
export async function measurePeers(
  engines: readonly Engine[],
  documents: readonly Document[],
  { folder, rounds, say }: { folder: string; rounds: number; say: (line: string) => void },
): Promise<Throughput[]> {
  const runs: Throughput[] = [];
  const order = documents.toSorted((a, b) => b.bytes - a.bytes);
  const place = { folder: join(folder, "throughput"), slots: 2 };
  for (let round = 0; round < rounds; round += 1) {
    for (const engine of engines) {
      await measureThroughput(engine, order, place);
      const run = await measureThroughput(engine, [...order, ...order], place);
      say(throughputLine(run));
      runs.push(run);
    }
  }
  return runs;
}

export function peersTable(runs: readonly Throughput[]): string {
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
