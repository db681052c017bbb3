/** A limit on a measured figure. */
export interface Threshold {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly side: "at most" | "at least";
}

/** NaN, for a figure that could not be measured, meets no threshold. */
export function isMet({ value, limit, side }: Threshold): boolean {
  return side === "at most" ? value <= limit : value >= limit;
}

export function thresholdLine(threshold: Threshold): string {
  const verdict = isMet(threshold) ? "met" : "MISSED";
  return `${verdict.padEnd(7)} ${threshold.name}: ${round(threshold.value)}, ${threshold.side} ${round(threshold.limit)}`;
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
