import { join } from "node:path";
import { watchOtherWork } from "../accounting/other-work.ts";
import type { Engine } from "../running/engine.ts";
import type { Document } from "./documents.ts";
import { type Conversion, measureConversions } from "./measure-conversions.ts";
import { measureThroughput, type Throughput } from "./measure-throughput.ts";
import { sum } from "./statistics.ts";

export interface EngineFigures {
  readonly engine: string;
  readonly conversions: readonly Conversion[];
  readonly throughputs: readonly Throughput[];
}

export interface Measured {
  readonly figures: readonly EngineFigures[];
  /** Processors that other work kept busy while documents were converted one at a time, on average. */
  readonly otherWork: number;
}

export interface EnginesRun {
  readonly folder: string;
  readonly rounds: number;
  /** False: leave out throughput, which other work on the machine distorts. */
  readonly withSlots: boolean;
  readonly log: (line: string) => void;
}

/** Each round converts every document with every engine in turn, then all documents with each engine on one slot and on two. */
export async function measureEngines(
  engines: readonly Engine[],
  documents: readonly Document[],
  { folder, rounds, withSlots, log }: EnginesRun,
): Promise<Measured> {
  const conversions: Conversion[] = [];
  const throughputs: Throughput[] = [];
  const otherWork: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const roundFolder = join(folder, `round-${round}`);
    const others = await watchOtherWork();
    const measured = await measureConversions(engines, documents, {
      folder: roundFolder,
      onMeasured: logFailure(log),
    });
    otherWork.push(await others.stop(sum(measured.map(({ cpuSeconds }) => cpuSeconds))));
    conversions.push(...measured);
    const order = longestFirst(documents, conversions);
    for (const engine of withSlots ? engines : []) {
      for (let slots = 1; slots <= engine.slots; slots += 1) {
        const run = await measureThroughput(engine, order, {
          folder: join(roundFolder, "throughput"),
          slots,
        });
        log(throughputLine(run));
        throughputs.push(run);
      }
    }
  }
  const figures = engines.map(({ name }) => ({
    engine: name,
    conversions: conversions.filter(({ engine }) => engine === name),
    throughputs: throughputs.filter(({ engine }) => engine === name),
  }));
  return { figures, otherWork: sum(otherWork) / otherWork.length };
}

function logFailure(log: (line: string) => void): (conversion: Conversion) => void {
  return ({ engine, document, pages, problem }) => {
    if (pages === undefined) log(`${engine}: no valid PDF of ${document}: ${problem ?? "no reason given"}`);
  };
}

/** Longest first, so that no engine has one slot left with the longest document at the end. */
export function longestFirst(documents: readonly Document[], conversions: readonly Conversion[]): Document[] {
  const seconds = (name: string) =>
    sum(conversions.filter(({ document }) => document === name).map(({ cpuSeconds }) => cpuSeconds));
  return documents.toSorted((a, b) => seconds(b.name) - seconds(a.name));
}

export function throughputLine({
  engine,
  slots,
  converted,
  wallSeconds,
  cpuSeconds,
  otherWork,
}: Throughput): string {
  return (
    `${engine}, ${slots} at a time: ${converted} documents in ${wallSeconds.toFixed(1)} s, ` +
    `${cpuSeconds.toFixed(1)} s of processor time; other work took ${otherWork.toFixed(2)} processors`
  );
}
