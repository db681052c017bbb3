import { setTimeout as sleep } from "node:timers/promises";
import { type SweeperParts, sweepOnce } from "@platen/core";
import type { Log } from "@platen/program";
import { logSweep, logTrouble } from "./log-sweep.ts";
import type { WorkFolder } from "./work-folder.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

export interface Sweeping {
  readonly sweeper: SweeperParts;
  readonly workFolder: WorkFolder;
  readonly log: Log;
  readonly metrics: WorkerMetrics;
  readonly intervalMs: number;
}

/**
 * Sweeps every `intervalMs`, give or take a quarter so that workers do not do it all at once, until `signal` is aborted.
 * When something is away or breaks, it is logged and the next turn tries again.
 */
export async function keepSweeping(parts: Sweeping, signal: AbortSignal): Promise<void> {
  const { sweeper, workFolder, log, metrics, intervalMs } = parts;
  const { clock } = sweeper;
  while (!signal.aborted) {
    await sleep(intervalMs * (0.75 + clock.random() / 2), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await removeStaleFolders(workFolder, log);
      const sweep = await sweepOnce(sweeper, { orphans: false, signal });
      metrics.swept(sweep);
      logSweep(log, sweep);
    } catch (error) {
      logTrouble(log, error);
    }
  }
}

/** What workers left that died: looked for in every sweep, and by a new worker, which often takes the place of one. */
export async function removeStaleFolders(workFolder: WorkFolder, log: Log): Promise<void> {
  const folders = await workFolder.removeStale();
  if (folders > 0) log.warn({ folders }, "removed the work folders of dead workers");
}
