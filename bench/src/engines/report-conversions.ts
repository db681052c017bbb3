import type { Conversion } from "./measuring/measure-conversions.ts";
import type { EngineFigures } from "./measuring/measure-engines.ts";
import type { Throughput } from "./measuring/measure-throughput.ts";
import { median, sum } from "./measuring/statistics.ts";
import { table } from "./table.ts";

const head = [
  "engine",
  "converted",
  "CPU s per document",
  "median",
  "of which Node",
  "own memory, median MB",
  "largest",
  "wall s, 1 slot",
  "2 slots",
  "ratio",
];

export function enginesTable(figures: readonly EngineFigures[]): string {
  return table(head, figures.map(rowOf));
}

function rowOf({ engine, conversions, throughputs }: EngineFigures): string[] {
  const good = conversions.filter(({ pages }) => pages !== undefined);
  const cpu = good.map(({ cpuSeconds }) => cpuSeconds);
  const memory = good.map(({ ownBytes }) => ownBytes / 1e6);
  const [one, two] = [1, 2].map((slots) => wallOf(throughputs, slots));
  return [
    engine,
    `${convertedBy(conversions)} of ${new Set(conversions.map(({ document }) => document)).size}`,
    (sum(cpu) / cpu.length).toFixed(3),
    median(cpu).toFixed(3),
    (sum(good.map(({ nodeSeconds }) => nodeSeconds)) / good.length).toFixed(3),
    median(memory).toFixed(0),
    Math.max(...memory).toFixed(0),
    one?.toFixed(1) ?? "",
    two?.toFixed(1) ?? "",
    one === undefined || two === undefined ? "" : (one / two).toFixed(2),
  ];
}

export function conversionsOf(figures: readonly EngineFigures[], name: string): readonly Conversion[] {
  return figures.find(({ engine }) => engine === name)?.conversions ?? [];
}

/** The number of documents whose every conversion made a valid PDF. */
export function convertedBy(conversions: readonly Conversion[]): number {
  const all = new Set(conversions.map(({ document }) => document));
  for (const { document, pages } of conversions) if (pages === undefined) all.delete(document);
  return all.size;
}

/** The median wall time of the runs with this number of slots. */
export function wallOf(throughputs: readonly Throughput[], slots: number): number | undefined {
  const walls = throughputs.filter((run) => run.slots === slots).map(({ wallSeconds }) => wallSeconds);
  return walls.length === 0 ? undefined : median(walls);
}

/** Processor time of one engine divided by that of another, over the documents that both converted. */
export function cpuRatio(one: readonly Conversion[], other: readonly Conversion[]): number {
  const goodIn = (conversions: readonly Conversion[]) =>
    new Set(conversions.filter(({ pages }) => pages !== undefined).map(({ document }) => document));
  const both = goodIn(one).intersection(goodIn(other));
  const [ours, theirs] = [one, other].map((conversions) =>
    sum(conversions.filter(({ document }) => both.has(document)).map(({ cpuSeconds }) => cpuSeconds)),
  );
  return (ours ?? Number.NaN) / (theirs ?? Number.NaN);
}
