import { setTimeout as sleep } from "node:timers/promises";

/** Asks again until `check` passes, and fails as `check` did last when it has not by then. */
export async function eventually<T>(check: () => Promise<T>, withinMs = 15_000): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(50);
    }
  }
}
