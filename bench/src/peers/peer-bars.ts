import type { Bar } from "../engines/bars.ts";
import type { Throughput } from "../engines/measuring/measure-throughput.ts";
import { sum } from "../engines/measuring/statistics.ts";

/** How many times as many documents in the same time as each peer the press promises to convert. */
const promised: Readonly<Record<string, number>> = {
  Gotenberg: 2.7,
  "unoserver, two of them": 1.3,
  "JODConverter, pool of 2": 1.2,
};

/** Documents that came to a sound PDF, for each second, over all rounds. */
export function documentsPerSecond(runs: readonly Throughput[], engine: string): number {
  const own = runs.filter((run) => run.engine === engine);
  return sum(own.map(({ converted }) => converted)) / sum(own.map(({ wallSeconds }) => wallSeconds));
}

/** One bar for each peer that was measured. */
export function peerBars(runs: readonly Throughput[], press: string): Bar[] {
  return Object.entries(promised)
    .filter(([peer]) => runs.some(({ engine }) => engine === peer))
    .map(([peer, limit]) => ({
      name: `documents per second against ${peer}`,
      value: documentsPerSecond(runs, press) / documentsPerSecond(runs, peer),
      limit,
      side: "at least",
    }));
}
