import type { Job } from "../job/job.ts";
import { MemoryJobStore } from "../memory/memory-job-store.ts";

export interface Watcher {
  created(job: Job): void;
  replaced(before: Job, after: Job): void;
  removed(job: Job): void;
  lostRace(): void;
}

/** A store that reports every change synchronously. */
export class WatchedStore extends MemoryJobStore {
  readonly rows = new Map<string, Job>();
  readonly #watcher: Watcher;

  constructor(watcher: Watcher) {
    super();
    this.#watcher = watcher;
  }

  override create(job: Job): Promise<boolean> {
    if (!this.rows.has(job.id)) {
      this.rows.set(job.id, job);
      this.#watcher.created(job);
    }
    return super.create(job);
  }

  override replace(job: Job, ifRevision: number): Promise<boolean> {
    const before = this.rows.get(job.id);
    if (before?.revision === ifRevision) {
      this.rows.set(job.id, job);
      this.#watcher.replaced(before, job);
    } else this.#watcher.lostRace();
    return super.replace(job, ifRevision);
  }

  override remove(id: string, ifRevision: number): Promise<boolean> {
    const before = this.rows.get(id);
    if (before?.revision === ifRevision) {
      this.rows.delete(id);
      this.#watcher.removed(before);
    }
    return super.remove(id, ifRevision);
  }
}
