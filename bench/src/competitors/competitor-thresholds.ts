import type { Throughput } from "../engines/measuring/measure-throughput.ts";
import { sum } from "../engines/measuring/statistics.ts";
import type { Threshold } from "../engines/thresholds.ts";

/** The least ratio of documents per second, press against each competitor. */
const promised: Readonly<Record<string, number>> = {
  Gotenberg: 2.7,
  "unoserver, 2 servers": 1.3,
  "JODConverter, pool of 2": 1.2,
};

/** Valid PDFs per second over all rounds. */
export function documentsPerSecond(runs: readonly Throughput[], engine: string): number {
  const own = runs.filter((run) => run.engine === engine);
  return sum(own.map(({ converted }) => converted)) / sum(own.map(({ wallSeconds }) => wallSeconds));
}

/** One threshold for each competitor that was measured. */
export function competitorThresholds(runs: readonly Throughput[], press: string): Threshold[] {
  return Object.entries(promised)
    .filter(([competitor]) => runs.some(({ engine }) => engine === competitor))
    .map(([competitor, limit]) => ({
      name: `documents per second against ${competitor}`,
      value: documentsPerSecond(runs, press) / documentsPerSecond(runs, competitor),
      limit,
      side: "at least",
    }));
}
