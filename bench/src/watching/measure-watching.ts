import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import type { Change } from "./change-jobs.ts";
import { openLocalStore, openNetworkStore } from "./watched-stores.ts";

export interface Watching {
  readonly kind: "local" | "network";
  /** The checkout whose watching is measured. */
  readonly root: string;
  readonly watchers: number;
  readonly slots: number;
  readonly takesMs: number;
  readonly seconds: number;
  /** Before anything is counted, so that the pauses between looks have grown. */
  readonly settleMs: number;
}

export interface WatchingFigures {
  readonly readsPerSecond: number;
  /** Of this process, which only watches. */
  readonly cpuMsPerSecond: number;
  readonly changes: number;
  /** From a change to when its watcher was told of it, or of a later one. */
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

const owners = 20;
/** Pauses of the build that had a loop for each job; later ones have no such choice. */
const earlierPace = { minMs: 25, maxMs: 250 };

/** One watcher for each of many jobs, while workers work them off in their order. */
export async function measureWatching(watching: Watching): Promise<WatchingFigures> {
  const { kind, root, watchers, slots, takesMs, seconds, settleMs } = watching;
  const waiting = Array.from({ length: watchers }, (_, index) =>
    newJob({ owner: `owner-${index % owners}`, createdAt: index }),
  );
  const store = kind === "local" ? await openLocalStore(waiting, root) : await openNetworkStore(waiting);
  try {
    const { JobWatches } = await import(join(root, "packages/core/src/index.ts"));
    const watches = new JobWatches(store.jobs, earlierPace);
    const ending = new AbortController();
    const told = new Map<string, Told[]>(waiting.map(({ id }) => [id, []]));
    const all = waiting.map(async (job) => {
      for await (const seen of watches.watch(job, ending.signal) as AsyncGenerator<Job>)
        told.get(job.id)?.push({ revision: seen.revision, at: Date.now() });
    });
    await sleep(settleMs);
    const changes: Change[] = [];
    const working = store.work({ slots, takesMs, signal: ending.signal }, (change) => changes.push(change));
    const [reads, cpu, startedAt] = [store.reads(), process.cpuUsage(), performance.now()];
    await sleep(1_000 * seconds);
    const { user, system } = process.cpuUsage(cpu);
    const passed = (performance.now() - startedAt) / 1_000;
    const readsPerSecond = (store.reads() - reads) / passed;
    const counted = Date.now();
    await sleep(Math.min(5_000, settleMs)); // what was changed last may still be told
    ending.abort();
    await Promise.all([...all, working]);
    const lags = changes.filter(({ at }) => at <= counted).map((change) => lagOf(change, told));
    return { readsPerSecond, cpuMsPerSecond: (user + system) / 1_000 / passed, ...shown(lags) };
  } finally {
    await store.close();
  }
}

interface Told {
  readonly revision: number;
  readonly at: number;
}

function lagOf({ id, revision, at }: Change, told: ReadonlyMap<string, readonly Told[]>): number {
  const first = told.get(id)?.find((each) => each.revision >= revision);
  return first === undefined ? Number.POSITIVE_INFINITY : Math.max(0, first.at - at);
}

function shown(lags: readonly number[]) {
  const sorted = lags.toSorted((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    changes: lags.length,
    medianMs: quantile(0.5),
    p99Ms: quantile(0.99),
    longestMs: quantile(1),
  };
}
