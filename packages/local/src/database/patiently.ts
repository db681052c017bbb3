import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "./sqlite-error.ts";

/**
 * Does the work, again and again for up to `patienceMs` while another process holds the database. SQLite itself
 * waits only a few milliseconds, because it waits on the one thread that everything else runs on.
 */
export async function patiently<T>(work: () => T, patienceMs = 1_000): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await sleep(pauseMs * (0.5 + Math.random() / 2));
    }
  }
}
