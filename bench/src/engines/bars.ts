/** A figure that must stay on one side of a limit. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly side: "at most" | "at least";
}

/** A figure that could not be taken holds nothing. */
export function holds({ value, limit, side }: Bar): boolean {
  return side === "at most" ? value <= limit : value >= limit;
}

export function barLine(bar: Bar): string {
  const verdict = holds(bar) ? "holds" : "MISSED";
  return `${verdict.padEnd(7)} ${bar.name}: ${round(bar.value)}, ${bar.side} ${round(bar.limit)}`;
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
