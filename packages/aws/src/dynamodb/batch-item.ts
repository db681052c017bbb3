import { createHash } from "node:crypto";
import type { Job } from "@platen/core";

/** A row of the table that stands for a batch itself: what an owner's batches are listed by. */
export interface BatchItem {
  readonly id: string;
  readonly batchKey: string;
  readonly createdKey: string;
  readonly batch: string;
  readonly ttl: number;
}

/** It outlives its jobs, also those that are tried again later; without jobs it is passed over. */
const graceSeconds = 7 * 86_400;

/** All jobs of one batch have it, and the index `batch` is by it. */
export function batchKeyOf(owner: string, batch: string): string {
  return createHash("sha256")
    .update(JSON.stringify([owner, batch]))
    .digest("base64url");
}

/** All batches of one owner have it. No job has it: those have a hash. */
export function batchListKeyOf(owner: string): string {
  return `batches of ${owner}`;
}

export function batchItemOf({ owner, batch, createdAt, expiresAt }: Job & { batch: string }): BatchItem {
  return {
    id: `batch ${batchKeyOf(owner, batch)}`,
    batchKey: batchListKeyOf(owner),
    createdKey: `${String(createdAt).padStart(16, "0")}#${batch}`,
    batch,
    ttl: Math.ceil(expiresAt / 1_000) + graceSeconds,
  };
}
