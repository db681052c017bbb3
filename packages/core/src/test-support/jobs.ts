import { newJob } from "../contracts/index.ts";
import type { Job, JobResult } from "../job/job.ts";
import { defaultJobPolicy as policy } from "../job/job-policy.ts";
import { type ClaimToken, claim } from "../job/lease-moves.ts";
import { moved } from "./decisions.ts";

/** The time at which the jobs of a test are created. */
export const start = 1_000_000;

export function queuedJob(changes: Partial<Job> = {}): Job {
  return newJob(changes, start);
}

/** Claimed at `start`. */
export function claimedJob(changes: Partial<Job> = {}): { job: Job; token: ClaimToken } {
  const queued = queuedJob();
  const job = { ...moved(queued, claim(queued, "worker-1", policy, start)), ...changes };
  return { job, token: { attempt: job.attempt, owner: "worker-1" } };
}

export function resultOf(job: Job): JobResult {
  return {
    key: `results/${job.id}/result.pdf`,
    filename: "deck.pdf",
    mediaType: "application/pdf",
    bytes: 5,
    sha256: "ab",
    pages: 1,
    engine: "memory/1",
    thumbnailKey: null,
  };
}
