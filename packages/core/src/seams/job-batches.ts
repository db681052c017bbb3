import type { Job, JobStatus } from "../job/job.ts";

export interface JobPage {
  readonly jobs: readonly Job[];
  /** Hand it to the next question to go on; null at the end. Opaque. */
  readonly nextCursor: string | null;
}

/** What a store knows of an owner's jobs of one batch without reading them. */
export interface BatchSummary {
  readonly batch: string;
  /** When its first job was created. */
  readonly createdAt: number;
  /** Jobs by their status; every status is there. */
  readonly counts: Readonly<Record<JobStatus, number>>;
  /** Of the documents of all its jobs and of their results. */
  readonly bytes: number;
}

export interface BatchPage {
  readonly batches: readonly BatchSummary[];
  /** Hand it to the next `list` to go on; null at the end. Opaque. */
  readonly nextCursor: string | null;
}

/** A job of a batch, as far as it is told without reading the job. */
export interface BatchEntry {
  readonly id: string;
  readonly status: JobStatus;
  /** Another one after every change of the status, also where an attempt has come between; other changes may leave it. */
  readonly version: string;
}

/**
 * An owner's jobs by their batch: a batch is there as long as it has jobs. Everything may lag behind changes by seconds.
 * Fails as the `JobStore` does that it belongs to.
 */
export interface JobBatches {
  /** Undefined when the owner has no job in the batch. Costs little beside reading its jobs. */
  find(owner: string, batch: string): Promise<BatchSummary | undefined>;
  /** The owner's batches, newest first. Fails with `request` / `invalid_cursor` for a cursor that it did not give. */
  list(owner: string, page: { limit: number; cursor?: string }): Promise<BatchPage>;
  /** The jobs of a batch in the order in which they were created. Fails as `list` does. */
  jobs(owner: string, batch: string, page: { limit: number; cursor?: string }): Promise<JobPage>;
  /** All jobs of a batch, in the same order, for whoever looks again and again for what has changed. */
  entries(owner: string, batch: string): Promise<readonly BatchEntry[]>;
}
