import type { EngineFigures } from "./measuring/measure-engines.ts";
import { sum } from "./measuring/statistics.ts";
import { table } from "./table.ts";

/** Processor seconds of each document with each engine, mean of the rounds. Empty if there is no PDF. */
export function documentsTable(figures: readonly EngineFigures[]): string {
  const names = new Set(figures.flatMap(({ conversions }) => conversions.map(({ document }) => document)));
  const rows = [...names].map((name) => [
    name,
    ...figures.map(({ conversions }) => {
      const good = conversions.filter(({ document, pages }) => document === name && pages !== undefined);
      return good.length === 0
        ? ""
        : (sum(good.map(({ cpuSeconds }) => cpuSeconds)) / good.length).toFixed(2);
    }),
  ]);
  return table(["CPU s", ...figures.map(({ engine }) => engine)], rows);
}
