import { type Job, type JobStatus, jobStatuses, storedBytesOf } from "../job/job.ts";
import type { BatchEntry, BatchPage, BatchSummary, JobBatches, JobPage } from "../seams/job-batches.ts";
import { newestFirst, type Place, pageOf } from "./list-place.ts";

/** The batches of jobs in a map, put together anew for every question. */
export class MemoryJobBatches implements JobBatches {
  readonly #jobs: () => Iterable<Job>;

  constructor(jobs: () => Iterable<Job>) {
    this.#jobs = jobs;
  }

  async find(owner: string, batch: string): Promise<BatchSummary | undefined> {
    const jobs = this.#of(owner, batch);
    return jobs.length === 0 ? undefined : summaryOf(batch, jobs);
  }

  async list(owner: string, page: { limit: number; cursor?: string }): Promise<BatchPage> {
    const own = [...this.#jobs()].filter((job) => job.owner === owner && job.batch !== null);
    const names = [...new Set(own.map(({ batch }) => batch ?? ""))];
    const summaries = names.map((batch) => ({ ...summaryOf(batch, this.#of(owner, batch)), id: batch }));
    const { shown, nextCursor } = pageOf(summaries, newestFirst, page);
    return { batches: shown.map(({ id, ...summary }) => summary), nextCursor };
  }

  async jobs(owner: string, batch: string, page: { limit: number; cursor?: string }): Promise<JobPage> {
    const { shown, nextCursor } = pageOf(this.#of(owner, batch), oldestFirst, page);
    return { jobs: structuredClone(shown), nextCursor };
  }

  async entries(owner: string, batch: string): Promise<readonly BatchEntry[]> {
    const jobs = this.#of(owner, batch).sort(oldestFirst);
    return jobs.map(({ id, status, revision }) => ({ id, status, version: String(revision) }));
  }

  #of(owner: string, batch: string): Job[] {
    return [...this.#jobs()].filter((job) => job.owner === owner && job.batch === batch);
  }
}

function summaryOf(batch: string, jobs: readonly Job[]): BatchSummary {
  const countOf = (status: JobStatus) => jobs.filter((job) => job.status === status).length;
  return {
    batch,
    createdAt: Math.min(...jobs.map(({ createdAt }) => createdAt)),
    counts: Object.fromEntries(
      jobStatuses.map((status) => [status, countOf(status)]),
    ) as BatchSummary["counts"],
    bytes: jobs.map(storedBytesOf).reduce((sum, each) => sum + each, 0),
  };
}

const oldestFirst = (a: Place, b: Place) => newestFirst(b, a);
