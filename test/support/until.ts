import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a condition and not for a time; fails with what is still wrong when it does not come. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs = 60_000,
): Promise<void> {
  for (const giveUpAt = Date.now() + patienceMs; !(await isSo()); await sleep(25)) {
    if (Date.now() > giveUpAt) throw new Error(`Not within ${patienceMs / 1_000} s: ${what}.`);
  }
}
