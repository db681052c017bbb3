import { randomBytes } from "node:crypto";

/** Everything of one job lies below two prefixes, so that removing a job needs no list of its files. */
export const sourcesOf = (jobId: string): string => `sources/${jobId}`;
export const resultsOf = (jobId: string): string => `results/${jobId}`;

/** Each upload has a key of its own: two requests under one Idempotency-Key never write to the same file. */
export const newSourceKey = (jobId: string): string =>
  `${sourcesOf(jobId)}/${randomBytes(8).toString("hex")}`;

/** A worker writes only below its own attempt, so a late writer cannot touch the visible result. */
export const newAttemptPrefix = (jobId: string, attempt: number): string =>
  `${resultsOf(jobId)}/attempt-${attempt}-${randomBytes(4).toString("hex")}`;

/** The job that a stored file belongs to. */
export const jobIdOfStorageKey = (key: string): string | undefined => key.split("/")[1];
