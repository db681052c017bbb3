const dayMs = 86_400_000;
const defaults = { MAX_WAIT_MS: 6 * 3_600_000, KEEP_MS: dayMs };

/** As `npm run aws:create` has it, which a test compares: days after which the bucket's lifecycle removes a file: later than its job may wait, run and be kept. */
export function keepDaysOf(settings: Readonly<Record<string, string>>): number {
  const { MAX_WAIT_MS = defaults.MAX_WAIT_MS, KEEP_MS = defaults.KEEP_MS } = settings;
  return Math.ceil((Number(MAX_WAIT_MS) + Number(KEEP_MS)) / dayMs) + 1;
}
