const dayMs = 86_400_000;
const defaults = { MAX_WAIT_MS: 6 * 3_600_000, KEEP_MS: dayMs, CALLBACK_RETRY_MS: dayMs };

/** As `npm run aws:create` has it, which a test compares: days after which the bucket's lifecycle removes a file: later than its job may wait, run and be kept. */
export function keepDaysOf(settings: Readonly<Record<string, string>>): number {
  const all = { ...defaults, ...settings };
  // A job is kept for as long as somebody is still to be told of it.
  const keptMs = Math.max(Number(all.KEEP_MS), Number(all.CALLBACK_RETRY_MS));
  return Math.ceil((Number(all.MAX_WAIT_MS) + keptMs) / dayMs) + 1;
}
