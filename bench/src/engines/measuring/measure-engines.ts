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
  /** Without, only what other work on the machine disturbs little is measured. */
  readonly withSlots: boolean;
  readonly say: (line: string) => void;
}

/** First every document by every engine in turn, then all documents by each engine on one slot and on two; so often. */
export async function measureEngines(
  engines: readonly Engine[],
  documents: readonly Document[],
  { folder, rounds, withSlots, say }: EnginesRun,
): Promise<Measured> {
  const conversions: Conversion[] = [];
  const throughputs: Throughput[] = [];
  const otherWork: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const place = join(folder, `round-${round}`);
    const others = await watchOtherWork();
    const measured = await measureConversions(engines, documents, {
      folder: place,
      onMeasured: sayFailed(say),
    });
    otherWork.push(await others.stop(sum(measured.map(({ cpuSeconds }) => cpuSeconds))));
    conversions.push(...measured);
    const order = longestFirst(documents, conversions);
    for (const engine of withSlots ? engines : []) {
      for (let slots = 1; slots <= engine.slots; slots += 1) {
        const run = await measureThroughput(engine, order, { folder: join(place, "throughput"), slots });
        say(throughputLine(run));
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

function sayFailed(say: (line: string) => void): (conversion: Conversion) => void {
  return ({ engine, document, pages, problem }) => {
    if (pages === undefined) say(`${engine}: no sound PDF of ${document}: ${problem ?? "no word why"}`);
  };
}

/** So that no slot is left with the longest document at the end, for no engine. */
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
