import type { Served } from "./measure-server.ts";

export interface HttpFigures {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Of several runs with as many clients. */
export function figuresOf(runs: readonly Served[]): HttpFigures {
  const times = runs.flatMap(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  return { perSecond: times.length / seconds, medianMs: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}

/** The smallest time within which this share was done. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
