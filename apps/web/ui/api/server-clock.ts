let offsetMs = 0;

/** Learns how far this machine's clock is from the server's, so that "12 s ago" is true on a wrong clock too. */
export function learnServerTime(dateHeader: string | null, now = Date.now()): void {
  const at = Date.parse(dateHeader ?? "");
  // The header counts whole seconds, and the answer has travelled: below two seconds it says nothing.
  if (!Number.isNaN(at)) offsetMs = Math.abs(at - now) > 2_000 ? at - now : 0;
}

export function serverNow(now = Date.now()): number {
  return now + offsetMs;
}
