let offsetMs = 0;

/** Measures the offset of this machine's clock from the server's, so that "12 s ago" is right even on a wrong clock. */
export function learnServerTime(dateHeader: string | null, now = Date.now()): void {
  const at = Date.parse(dateHeader ?? "");
  // The header has whole seconds, and the answer took time to arrive: a difference below two seconds means nothing.
  if (!Number.isNaN(at)) offsetMs = Math.abs(at - now) > 2_000 ? at - now : 0;
}

export function serverNow(now = Date.now()): number {
  return now + offsetMs;
}
