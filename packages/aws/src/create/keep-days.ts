const dayMs = 86_400_000;
const defaults = { MAX_WAIT_MS: 6 * 3_600_000, KEEP_MS: dayMs };

/** The days for which files must stay: their job may wait so long, and is kept so long afterwards. */
export function neededDaysOf({ MAX_WAIT_MS, KEEP_MS }: Readonly<Record<string, string | undefined>>): number {
  const waitMs = Number(MAX_WAIT_MS || defaults.MAX_WAIT_MS);
  const keepMs = Number(KEEP_MS || defaults.KEEP_MS);
  return Math.ceil((waitMs + keepMs) / dayMs);
}

/** The days after which the bucket's lifecycle removes files: the net below the sweeper, which removes them with their job. */
export function keepDaysOf(environment: Readonly<Record<string, string | undefined>>): number {
  return neededDaysOf(environment) + 1;
}
