import type { DueFor } from "../job/due-for.ts";
import type { Job, JobStatus } from "../job/job.ts";
import type { JobBatches, JobPage } from "./job-batches.ts";

export interface JobFilter {
  readonly status?: JobStatus;
  readonly batch?: string;
}

/** What an owner has in the store. */
export interface OwnerUsage {
  /** Jobs that wait for a worker. */
  readonly queuedJobs: number;
  /** Of the documents of all the owner's jobs and of their results; pictures of first pages are not counted. */
  readonly storedBytes: number;
}

/** A job as somebody knows it. */
export interface KnownJob {
  readonly id: string;
  readonly revision: number;
}

/** What happened in a store since a mark. */
export interface JobChanges {
  /** Hand it to the next question. */
  readonly mark: number;
  /** The jobs that were changed or removed; undefined where the store cannot tell which. */
  readonly ids: readonly string[] | undefined;
}

/**
 * Remembers every job, durably: what was acknowledged survives a power cut. It compares and sets and decides
 * nothing; what a job may become is decided by the moves in `job/`. Every read of one job sees every acknowledged
 * change (strong consistency). Failures of the store itself are `unavailable` / `job_store_unavailable`.
 */
export interface JobStore {
  /** The same jobs by their batch. */
  readonly batches: JobBatches;
  /** Stores a new job, in one atomic step; false, with nothing changed, when the id is taken. */
  create(job: Job): Promise<boolean>;
  find(id: string): Promise<Job | undefined>;
  /**
   * Those of many jobs that are no longer as they were known: as they are now, or undefined where they are gone. It may
   * lag behind changes by a second, but gives nothing older than what is known. Costs little for each job that has not changed.
   */
  findChanged(known: readonly KnownJob[]): Promise<ReadonlyMap<string, Job | undefined>>;
  /**
   * For stores that notice changes by themselves, those of other processes too: what has happened since `mark`,
   * which is undefined at first. Costs some microseconds where nothing has.
   */
  changesSince?(mark: number | undefined): Promise<JobChanges>;
  /** Stores `job` only if the stored revision is `ifRevision`; false, with nothing changed, when it is not or the job is gone. */
  replace(job: Job, ifRevision: number): Promise<boolean>;
  /** Forgets the job only if the stored revision is `ifRevision`; false when it is not or the job is gone. */
  remove(id: string, ifRevision: number): Promise<boolean>;
  /**
   * Up to `limit` jobs whose `dueAt` ≤ `now` and that are due for this, in no promised order: of many, several who ask
   * at the same time may get others. It may lag behind changes by seconds. Costs the same however many rows there are.
   */
  due(what: DueFor, now: number, limit: number): Promise<readonly Job[]>;
  /** The owner's jobs, newest first; it may lag behind changes by seconds. Fails with `request` / `invalid_cursor` for a cursor that it did not give. */
  list(owner: string, filter: JobFilter, page: { limit: number; cursor?: string }): Promise<JobPage>;
  /**
   * It may lag behind changes by seconds, and jobs that are created at the same time may each not see the other. Costs
   * no write of its own, and little also for an owner with many jobs.
   */
  usage(owner: string): Promise<OwnerUsage>;
  /**
   * Elects one of many for something that one alone should do: true for whoever asks first, and for nobody else until
   * `forMs` after `now`. Whoever has the turn may ask again.
   */
  takeTurn(name: string, holder: string, time: { now: number; forMs: number }): Promise<boolean>;
  /** Fails when the store cannot be used now. */
  ping(): Promise<void>;
  /** May be called more than once. */
  close(): Promise<void>;
}
