import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a condition, not for a time. After the timeout it fails and names the condition. */
export async function until(
  condition: string,
  isMet: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  for (const giveUpAt = Date.now() + timeoutMs; !(await isMet()); await sleep(25)) {
    if (Date.now() > giveUpAt) throw new Error(`Not within ${timeoutMs / 1_000} s: ${condition}.`);
  }
}
