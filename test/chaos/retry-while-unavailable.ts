import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@platen/core";

/** Retries while the backend is unavailable, as any client would, for a minute at most. */
export async function retryWhileUnavailable<T>(call: () => Promise<T>): Promise<T> {
  for (let triesLeft = 120; ; triesLeft -= 1) {
    try {
      return await call();
    } catch (error) {
      if (triesLeft === 0 || !isAppError(error) || error.kind !== "unavailable") throw error;
      await sleep(500);
    }
  }
}
