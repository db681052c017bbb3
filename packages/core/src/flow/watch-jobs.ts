import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Job } from "../job/job.ts";
import type { JobStore } from "../seams/job-store.ts";

/** The pause between two reads grows from the first to the second while nothing changes, in milliseconds. */
export interface WatchPace {
  readonly minMs: number;
  readonly maxMs: number;
}

/** All watchers of one job in this process. */
interface Watched {
  readonly watchers: Set<Watcher>;
  readonly left: AbortController;
}

/**
 * Watches jobs by reading their rows, so every web app sees the work of every worker without another channel between
 * them. All watchers of a job share one read at a time: the first watcher starts the reads, the last one ends them.
 */
export class JobWatches {
  readonly #jobs: JobStore;
  readonly #pace: WatchPace;
  readonly #watched = new Map<string, Watched>();

  constructor(jobs: JobStore, pace: WatchPace) {
    this.#jobs = jobs;
    this.#pace = pace;
  }

  /**
   * The job as the caller has just read it, and again each time it has changed, until it is terminal, gone or `signal`
   * is aborted. A slow watcher misses changes, but never the last one. Fails as the store does.
   */
  async *watch(job: Job, signal: AbortSignal): AsyncGenerator<Job> {
    yield job;
    if (isTerminal(job) || signal.aborted) return;
    const watcher = new Watcher(job.revision);
    const leave = this.#join(job.id, watcher);
    const end = () => watcher.end();
    signal.addEventListener("abort", end);
    try {
      for (let seen = await watcher.next(); seen !== undefined; seen = await watcher.next()) {
        yield seen;
        if (signal.aborted) return;
      }
    } finally {
      signal.removeEventListener("abort", end);
      leave();
    }
  }

  #join(id: string, watcher: Watcher): () => void {
    let watched = this.#watched.get(id);
    if (watched === undefined) {
      watched = { watchers: new Set(), left: new AbortController() };
      this.#watched.set(id, watched);
      void this.#readRepeatedly(id, watched);
    }
    watched.watchers.add(watcher);
    return () => this.#leave(id, watched, watcher);
  }

  #leave(id: string, { watchers, left }: Watched, watcher: Watcher): void {
    watchers.delete(watcher);
    if (watchers.size > 0 || left.signal.aborted) return;
    this.#watched.delete(id);
    left.abort();
  }

  /** A read is for those who waited when it began: a later watcher may have read a newer row already. */
  async #readRepeatedly(id: string, watched: Watched): Promise<void> {
    let revision: number | undefined;
    let pauseMs = this.#pace.minMs;
    while (await hasPassed(pauseMs, watched.left.signal)) {
      const waiting = [...watched.watchers];
      try {
        const job = await this.#jobs.find(id);
        for (const watcher of waiting) watcher.see(job);
        pauseMs = job?.revision === revision ? Math.min(pauseMs * 1.3, this.#pace.maxMs) : this.#pace.minMs;
        revision = job?.revision;
      } catch (error) {
        for (const watcher of waiting) watcher.fail(error);
      }
      // A watcher that knows the end no longer counts, even while it still tells a slow client.
      for (const watcher of waiting) if (watcher.isOver) this.#leave(id, watched, watcher);
    }
  }
}

/** False when `signal` is aborted first. */
function hasPassed(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  return sleep(pauseMs, true, { signal }).catch(() => false);
}

/** Keeps the newest change for a reader that may still be busy with the one before. */
class Watcher {
  /** Nothing more will be seen; what was seen may still have to be told. */
  isOver = false;
  #revision: number;
  #newest: Job | undefined;
  #failure: { error: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(revision: number) {
    this.#revision = revision;
  }

  see(job: Job | undefined): void {
    if (job === undefined) {
      this.end();
      return;
    }
    if (job.revision === this.#revision) return;
    this.#revision = job.revision;
    this.#newest = job;
    this.isOver ||= isTerminal(job);
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.end();
  }

  end(): void {
    this.isOver = true;
    this.#wake();
  }

  /** Undefined at the end; what was seen before it is told first. */
  async next(): Promise<Job | undefined> {
    while (this.#newest === undefined && !this.isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const newest = this.#newest;
    this.#newest = undefined;
    if (newest === undefined && this.#failure !== undefined) throw this.#failure.error;
    return newest;
  }
}
