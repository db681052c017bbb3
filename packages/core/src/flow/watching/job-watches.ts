import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Job } from "../../job/job.ts";
import type { JobStore } from "../../seams/job-store.ts";
import { LookByTime } from "./look-by-time.ts";
import { LookWhenChanged } from "./look-when-changed.ts";
import type { Looks, WatchedJob } from "./watched-job.ts";
import { Watcher } from "./watcher.ts";

/** No stored revision: whatever is stored differs from it. */
const noRevision = -1;

/**
 * Watches jobs by reading their rows, so every web app sees the work of every worker without another channel between
 * them. One loop looks for all watchers of this process: it begins with the first and ends with the last.
 */
export class JobWatches {
  readonly #jobs: JobStore;
  readonly #looks: Looks;
  readonly #watched = new Map<string, WatchedJob>();
  #isLooking = false;
  /** Watchers that hold up an answer. */
  #urgent = 0;

  constructor(jobs: JobStore) {
    this.#jobs = jobs;
    const changesSince = jobs.changesSince?.bind(jobs);
    this.#looks = changesSince === undefined ? new LookByTime() : new LookWhenChanged(changesSince);
  }

  /**
   * The job as the caller has just read it, and again each time it has changed, until it is terminal, gone or `signal`
   * is aborted. A slow watcher misses changes, but never the last one. Fails as the store does. `isUrgent`: an answer
   * waits for it, so that milliseconds count.
   */
  async *watch(job: Job, signal: AbortSignal, { isUrgent = false } = {}): AsyncGenerator<Job> {
    yield job;
    if (isTerminal(job) || signal.aborted) return;
    const watcher = new Watcher(job.revision);
    const leave = this.#join(job, watcher);
    const end = () => watcher.end();
    signal.addEventListener("abort", end);
    if (isUrgent) this.#urgent += 1;
    try {
      for (let seen = await watcher.next(); seen !== undefined; seen = await watcher.next()) {
        yield seen;
        if (signal.aborted) return;
      }
    } finally {
      if (isUrgent) this.#urgent -= 1;
      signal.removeEventListener("abort", end);
      leave();
    }
  }

  #join(job: Job, watcher: Watcher): () => void {
    const { id, revision } = job;
    let watched = this.#watched.get(id);
    if (watched === undefined) {
      watched = { id, seen: job, known: revision, joins: 0, watchers: new Set() };
      this.#watched.set(id, watched);
    } else if (watched.known !== revision) watched.known = undefined;
    watched.joins += 1;
    watched.watchers.add(watcher);
    this.#looks.joined(watched);
    if (!this.#isLooking) void this.#keepLooking();
    return () => this.#leave(watched, watcher);
  }

  #leave(watched: WatchedJob, watcher: Watcher): void {
    watched.watchers.delete(watcher);
    if (watched.watchers.size > 0 || this.#watched.get(watched.id) !== watched) return;
    this.#watched.delete(watched.id);
    this.#looks.left(watched);
  }

  async #keepLooking(): Promise<void> {
    this.#isLooking = true;
    while (this.#watched.size > 0) {
      await sleep(this.#looks.pauseMs(this.#urgent > 0));
      try {
        const due = await this.#looks.due();
        if (due.length > 0) await this.#look(due.map(asItIs));
      } catch (error) {
        for (const watched of [...this.#watched.values()])
          this.#tell(asItIs(watched), (watcher) => watcher.fail(error));
      }
    }
    this.#isLooking = false;
  }

  async #look(looks: readonly Look[]): Promise<void> {
    const known = looks.map(({ watched: { id, known = noRevision } }) => ({ id, revision: known }));
    let changed: ReadonlyMap<string, Job | undefined>;
    try {
      changed = await this.#jobs.findChanged(known);
    } catch (error) {
      for (const look of looks) this.#tell(look, (watcher) => watcher.fail(error));
      return;
    }
    for (const look of looks) {
      const { watched, joins } = look;
      const before = watched.seen;
      const job = changed.get(watched.id);
      if (job !== undefined) {
        watched.seen = job;
        watched.known = watched.joins === joins ? job.revision : undefined;
      }
      this.#looks.looked(watched, watched.seen.revision === before.revision ? undefined : before);
      if (changed.has(watched.id)) this.#tell(look, (watcher) => watcher.see(job));
    }
  }

  /** A watcher that knows the end no longer counts, even while it still tells a slow client. */
  #tell({ watched, watchers }: Look, tell: (watcher: Watcher) => void): void {
    for (const watcher of watchers) {
      tell(watcher);
      if (watcher.isOver) this.#leave(watched, watcher);
    }
  }
}

/** A look is for those who waited when it began: a later watcher may have read a newer row already. */
interface Look {
  readonly watched: WatchedJob;
  readonly watchers: readonly Watcher[];
  readonly joins: number;
}

function asItIs(watched: WatchedJob): Look {
  return { watched, watchers: [...watched.watchers], joins: watched.joins };
}
