const dayMs = 86_400_000;
const defaults = { MAX_WAIT_MS: 6 * 3_600_000, KEEP_MS: dayMs, CALLBACK_RETRY_MS: dayMs };

type Environment = Readonly<Record<string, string | undefined>>;

/** The days for which files must stay: their job may wait so long, and is kept so long, or while somebody is to be told of it. */
export function neededDaysOf(environment: Environment): number {
  const ms = (name: keyof typeof defaults) => Number(environment[name] || defaults[name]);
  return Math.ceil((ms("MAX_WAIT_MS") + Math.max(ms("KEEP_MS"), ms("CALLBACK_RETRY_MS"))) / dayMs);
}

/** The days after which the bucket's lifecycle removes files: the net below the sweeper, which removes them with their job. */
export function keepDaysOf(environment: Environment): number {
  return neededDaysOf(environment) + 1;
}
