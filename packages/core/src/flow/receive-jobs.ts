import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery, JobQueue } from "../seams/job-queue.ts";

export interface Receiving {
  readonly queue: JobQueue;
  readonly slots: number;
  /** Must not fail; what can go wrong with a job belongs into its report. */
  readonly run: (delivery: Delivery) => Promise<void>;
  /** Told when the queue could not be asked; the next try comes after a growing pause. */
  readonly onUnavailable: (error: unknown) => void;
  /** How long one question to the queue may wait for a message. */
  readonly waitMs: number;
}

/**
 * Queue → slots, until `signal` is aborted; returns when every slot is empty. A delivery is taken only when a slot
 * is free, so none waits here while another worker could have it.
 */
export async function receiveJobs(
  { queue, slots, run, onUnavailable, waitMs }: Receiving,
  signal: AbortSignal,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let pauseMs = 0;
  while (!signal.aborted) {
    if (running.size >= slots) {
      await Promise.race(running);
      continue;
    }
    try {
      const delivery = await queue.receive({ waitMs, signal });
      pauseMs = 0;
      if (delivery === undefined) continue;
      if (signal.aborted) {
        await delivery.release(0);
        continue;
      }
      const work = run(delivery).finally(() => running.delete(work));
      running.add(work);
    } catch (error) {
      onUnavailable(error);
      pauseMs = Math.min(Math.max(pauseMs * 2, 250), 10_000);
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
    }
  }
  await Promise.all(running);
}
