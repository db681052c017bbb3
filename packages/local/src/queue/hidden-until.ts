/** As messages are stored: the end of hiding, or null for a message that may be taken at once. */
export function hiddenUntil(forMs: number): number | null {
  return forMs > 0 ? Math.ceil(Date.now() + forMs) : null;
}
