import { type DueFor, dueForOf } from "../job/due-for.ts";
import { type Job, storedBytesOf } from "../job/job.ts";
import type { JobPage } from "../seams/job-batches.ts";
import type { JobChanges, JobFilter, JobStore, KnownJob, OwnerUsage } from "../seams/job-store.ts";
import { newestFirst, pageOf } from "./list-place.ts";
import { MemoryJobBatches } from "./memory-job-batches.ts";

/** Jobs in a map. Everything goes in and out as a copy, as it would through a database. */
export class MemoryJobStore implements JobStore {
  readonly batches = new MemoryJobBatches(() => this.#jobs.values());
  readonly #jobs = new Map<string, Job>();
  readonly #turns = new Map<string, { holder: string; until: number }>();
  #changes = 0;

  async create(job: Job): Promise<boolean> {
    if (this.#jobs.has(job.id)) return false;
    this.#jobs.set(job.id, structuredClone(job));
    return true;
  }

  async find(id: string): Promise<Job | undefined> {
    return structuredClone(this.#jobs.get(id));
  }

  async findChanged(known: readonly KnownJob[]): Promise<ReadonlyMap<string, Job | undefined>> {
    const changed = known.filter(({ id, revision }) => this.#jobs.get(id)?.revision !== revision);
    return new Map(changed.map(({ id }) => [id, structuredClone(this.#jobs.get(id))]));
  }

  async changesSince(mark: number | undefined): Promise<JobChanges> {
    return { mark: this.#changes, ids: mark === this.#changes ? [] : undefined };
  }

  async replace(job: Job, ifRevision: number): Promise<boolean> {
    if (this.#jobs.get(job.id)?.revision !== ifRevision) return false;
    this.#jobs.set(job.id, structuredClone(job));
    this.#changes += 1;
    return true;
  }

  async remove(id: string, ifRevision: number): Promise<boolean> {
    if (this.#jobs.get(id)?.revision !== ifRevision) return false;
    this.#changes += 1;
    return this.#jobs.delete(id);
  }

  async due(what: DueFor, now: number, limit: number): Promise<readonly Job[]> {
    const due = [...this.#jobs.values()].filter((job) => job.dueAt <= now && dueForOf(job) === what);
    return structuredClone(due.sort((a, b) => a.dueAt - b.dueAt).slice(0, limit));
  }

  async list(owner: string, filter: JobFilter, page: { limit: number; cursor?: string }): Promise<JobPage> {
    const listed = [...this.#jobs.values()]
      .filter((job) => job.owner === owner)
      .filter((job) => filter.status === undefined || job.status === filter.status)
      .filter((job) => filter.batch === undefined || job.batch === filter.batch);
    const { shown, nextCursor } = pageOf(listed, newestFirst, page);
    return { jobs: structuredClone(shown), nextCursor };
  }

  async usage(owner: string): Promise<OwnerUsage> {
    const jobs = [...this.#jobs.values()].filter((job) => job.owner === owner);
    const bytes = jobs.map(storedBytesOf);
    return {
      queuedJobs: jobs.filter(({ status }) => status === "queued").length,
      storedBytes: bytes.reduce((sum, each) => sum + each, 0),
    };
  }

  async takeTurn(name: string, holder: string, time: { now: number; forMs: number }): Promise<boolean> {
    const turn = this.#turns.get(name);
    if (turn !== undefined && turn.holder !== holder && turn.until > time.now) return false;
    this.#turns.set(name, { holder, until: time.now + time.forMs });
    return true;
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}
}
