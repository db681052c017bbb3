import { createHash } from "node:crypto";
import { sourceFormats } from "../conversion/sources/source-formats.ts";
import type { CallbackTarget } from "../job/callback.ts";
import type { Job, JobFailure } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { reject } from "../job/owner-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Backend } from "./backend.ts";
import { moveJob } from "./move-job.ts";
import { newSourceKey } from "./storage-keys.ts";
import { submitJob } from "./submit-job.ts";

export interface RejectedSubmission {
  readonly jobId: string;
  readonly owner: string;
  readonly filename: string;
  readonly callbacks: readonly CallbackTarget[];
}

/**
 * The job of a request of which nothing can be made, for somebody who is not there any more to hear so: it has failed
 * already, and its callbacks tell. It has no document. If the web app dies in between, it fails for the want of one.
 */
export async function rejectSubmission(
  backend: Backend,
  { jobId, owner, filename, callbacks }: RejectedSubmission,
  failure: Omit<JobFailure, "attempt">,
  { policy, clock }: { policy: JobPolicy; clock: Clock },
): Promise<Job> {
  const format = "pdf";
  const nothing = { bytes: 0, sha256: createHash("sha256").digest("hex") };
  const source = { key: newSourceKey(jobId), filename, format, ...nothing } as const;
  const { job } = await submitJob(
    backend,
    {
      ...{ jobId, owner, format, options: {}, password: null, batch: null, callbacks },
      source: { ...source, mediaType: sourceFormats[format].mediaType },
    },
    { policy, clock },
  );
  const moved = await moveJob(backend.jobs, job.id, (queued) => reject(queued, failure, policy, clock.now()));
  return moved.job ?? job;
}
