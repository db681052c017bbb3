import { randomBytes } from "node:crypto";
import type { Job } from "../job/job.ts";

/** Each upload has a key of its own: two requests under one Idempotency-Key never write to the same file. */
export const newSourceKey = (jobId: string): string => `sources/${jobId}/${randomBytes(8).toString("hex")}`;

/** All results of one job, told apart by its upload from those of a job that had the same id before. */
export const resultsOf = ({ id, source }: Job): string => `results/${id}/${source.key.split("/").at(-1)}`;

/** Where a file waits that was uploaded before its job exists. It may be replaced until then, so no job refers to it. */
export const uploadKeyOf = (jobId: string): string => `sources/${jobId}/upload`;

/** A worker writes only below its own attempt, so a late writer cannot touch the visible result. */
export const newAttemptPrefix = (job: Job): string =>
  `${resultsOf(job)}/attempt-${job.attempt}-${randomBytes(4).toString("hex")}`;

/** The job that a stored file belongs to. */
export const jobIdOfStorageKey = (key: string): string | undefined => key.split("/")[1];
