import { createHash } from "node:crypto";
import { type DueFor, dueForOf, isRetired, type Job, storedBytesOf } from "@platen/core";
import { batchKeyOf } from "./batch-item.ts";
import { packJob, unpackJob } from "./packed-job.ts";

/** Spreads the index of due jobs: DynamoDB takes about 1,000 writes a second for one value of an index key. */
export const dueShards = 8;

/** A row of the table: the job, and beside it what DynamoDB compares, indexes and expires by. */
export interface JobItem {
  readonly id: string;
  readonly revision: number;
  readonly content: Uint8Array;
  /** Tells whose write it was when an answer was lost on the way. */
  readonly writer: string;
  /** Where the sweeper finds it; absent where it has nothing to do any more. */
  readonly dueShard?: string;
  readonly dueAt?: number;
  readonly owner: string;
  /** Orders an owner's jobs by age, those of one moment by id. */
  readonly createdKey: string;
  readonly status: string;
  readonly batch?: string;
  /** Only of a job in a batch. */
  readonly batchKey?: string;
  /** Tells apart two times of waiting. Only of a job in a batch. */
  readonly attempt?: number;
  /** Of document and result, for what the owner has in all. */
  readonly bytes: number;
  /** Seconds since 1970, only when the job is over: from then on the table removes the row by itself. */
  readonly ttl?: number;
}

/** Where the sweeper removes a job with its files at `expiresAt`, the table must not be faster than any sweeper. */
const ttlGraceSeconds = 86_400;

export function itemOf(job: Job, writer: string, { exactRemoval }: { exactRemoval: boolean }): JobItem {
  const goesByItself =
    !exactRemoval && job.finishedAt !== null && dueForOf(job) === "removal" && !isRetired(job);
  const graceSeconds = exactRemoval ? ttlGraceSeconds : 0;
  return {
    id: job.id,
    revision: job.revision,
    content: packJob(job),
    writer,
    ...(!goesByItself && { dueShard: dueShardOf(job), dueAt: job.dueAt }),
    owner: job.owner,
    createdKey: createdKeyOfJob(job),
    status: job.status,
    bytes: storedBytesOf(job),
    ...(job.batch !== null && {
      batch: job.batch,
      batchKey: batchKeyOf(job.owner, job.batch),
      attempt: job.attempt,
    }),
    ...(job.finishedAt !== null && { ttl: Math.ceil(keptUntil(job) / 1000) + graceSeconds }),
  };
}

/** The job in a row. A row of an earlier version holds it as a map, and that of the installation's key holds none. */
export function jobIn({ content, job }: Partial<JobItem> & { readonly job?: Job }): Job | undefined {
  return content === undefined ? job : unpackJob(content);
}

export function createdKeyOfJob({ id, createdAt }: Job): string {
  return `${String(createdAt).padStart(16, "0")}#${id}`;
}

/** Whether the table may remove the row at any time, and shows it only because it has not done so yet. */
export function isForgotten({ ttl }: { readonly ttl?: number | undefined }): boolean {
  return ttl !== undefined && ttl * 1_000 <= Date.now();
}

/** A job of which others are still to be told is kept for longer. */
function keptUntil({ expiresAt, callbacks = [] }: Job): number {
  return Math.max(expiresAt, ...callbacks.map(({ giveUpAt }) => giveUpAt ?? 0));
}

/** Rescues have shards of their own: whoever looks for them never reads past removals. */
export const dueShardsFor: Readonly<Record<DueFor, readonly string[]>> = {
  rescue: shardNames(""),
  removal: shardNames("removal-"),
};

function shardNames(prefix: string): string[] {
  return Array.from({ length: dueShards }, (_, shard) => `${prefix}${shard}`);
}

function dueShardOf(job: Job): string {
  const shard = createHash("sha256").update(job.id).digest().readUInt32BE(0) % dueShards;
  return dueShardsFor[dueForOf(job)][shard] ?? "";
}
