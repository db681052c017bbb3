import { setTimeout as sleep } from "node:timers/promises";
import { sweepOrphansInTurn } from "@platen/core";
import type { Sweeping } from "./keep-sweeping.ts";
import { logTrouble } from "./log-sweep.ts";

const hourMs = 3_600_000;

/**
 * Beside the other sweeps, since it looks at every stored file: once an hour, give or take a quarter, one of all workers
 * removes those without a job, until `signal` is aborted. When something is away or breaks, it is logged and the next
 * turn tries again.
 */
export async function keepSweepingOrphans(
  { sweeper, log }: Pick<Sweeping, "sweeper" | "log">,
  signal: AbortSignal,
  everyMs = hourMs,
): Promise<void> {
  const { random } = sweeper.clock;
  for (let pauseMs = everyMs * random(); ; pauseMs = everyMs * (0.75 + random() / 2)) {
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const removed = await sweepOrphansInTurn(sweeper, signal);
      if (removed > 0) log.info({ removed }, "removed files without a job");
    } catch (error) {
      logTrouble(log, error);
    }
  }
}
