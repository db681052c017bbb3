import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@platen/core";

/** Asks again while the backend is away, as any client would, for a minute at most. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let triesLeft = 120; ; triesLeft -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (triesLeft === 0 || !isAppError(error) || error.kind !== "unavailable") throw error;
      await sleep(500);
    }
  }
}
