import type { FileStorage } from "../seams/file-storage.ts";
import type { JobQueue } from "../seams/job-queue.ts";
import type { JobStore } from "../seams/job-store.ts";

/** Where jobs, messages and files live: the same for every web app and worker of one installation. */
export interface Backend {
  readonly jobs: JobStore;
  readonly queue: JobQueue;
  /** Where the queue sets aside what it handed over too often, if it does so; `endDeadLetter` is for its deliveries. */
  readonly deadLetters?: JobQueue;
  readonly files: FileStorage;
  /** Where old files go by themselves, such as by the lifecycle of a bucket: nobody looks for those without a job. */
  readonly removesOldFiles?: boolean;
  /** Made once per installation: turns an Idempotency-Key into a job id that nobody else can guess. */
  readonly idKey: Uint8Array;
}

export async function closeBackend({ queue, deadLetters, jobs, files }: Backend): Promise<void> {
  await queue.close();
  await deadLetters?.close();
  await jobs.close();
  await files.close();
}
