import { Readable } from "node:stream";
import {
  type CallbackTarget,
  enqueueJob,
  type Job,
  newJobId,
  storeSource,
  submitJob,
  systemClock,
} from "@platen/core";
import type { Installation } from "./installation.ts";
import { retryWhileUnavailable } from "./retry-while-unavailable.ts";

export interface Submission {
  readonly owner?: string;
  /** The whole content of the source; a text holds options for MemoryConverter. */
  readonly content: string | Uint8Array;
  readonly callbacks?: readonly CallbackTarget[];
}

/** Submits one job as the web app does: store, create, enqueue. */
export async function submit(
  { backend, policy }: Pick<Installation, "backend" | "policy">,
  { owner = "public", content, callbacks = [] }: Submission,
): Promise<Job> {
  const clock = systemClock;
  const jobId = newJobId(clock.now());
  const source = await storeSource(backend.files, {
    jobId,
    filename: "document",
    format: typeof content === "string" ? "txt" : "pptx",
    stream: Readable.from([content]),
    maxBytes: 10_000_000,
  });
  const { job } = await submitJob(
    backend,
    { jobId, owner, source, format: "pdf", options: {}, password: null, batch: null, callbacks },
    { policy, clock },
  );
  await enqueueJob(backend, job, { policy, clock });
  return job;
}

/** Submits again after a refusal, as a client does that was told to retry. */
export function submitWithRetry(installation: Installation, submission: Submission): Promise<Job> {
  return retryWhileUnavailable(() => submit(installation, submission));
}

/** Submits in nearly this order, several at a time: one by one, thousands would take minutes. */
export async function submitMany(
  installation: Installation,
  submissions: readonly Submission[],
): Promise<Job[]> {
  const jobs: Job[] = [];
  const left = submissions.entries();
  const submitNext = async () => {
    for (const [index, submission] of left) jobs[index] = await submitWithRetry(installation, submission);
  };
  await Promise.all(Array.from({ length: 8 }, submitNext));
  return jobs;
}
