import { join } from "node:path";
import { Readable } from "node:stream";
import { closeBackend, defaultJobPolicy, newJobId, storeSource, submitJob, systemClock } from "@platen/core";
import { openLocalBackend } from "@platen/local";

/** A job that no worker is told of, so that it waits for as long as the load lasts. Returns its id. */
export async function makeWaitingJob(folder: string, owner: string): Promise<string> {
  const paths = { databasePath: join(folder, "jobs.db"), storagePath: join(folder, "files") };
  const backend = await openLocalBackend({ ...paths, visibilityMs: 60_000 });
  try {
    const jobId = newJobId(Date.now());
    const upload = { jobId, filename: "waits.txt", format: "txt", maxBytes: 100 } as const;
    const source = await storeSource(backend.files, { ...upload, stream: Readable.from(["waits"]) });
    const submission = {
      jobId,
      owner,
      source,
      format: "pdf",
      options: {},
      password: null,
      batch: null,
    } as const;
    const policy = { ...defaultJobPolicy, sendGraceMs: defaultJobPolicy.maxWaitMs };
    await submitJob(backend, submission, { policy, clock: systemClock });
    return jobId;
  } finally {
    await closeBackend(backend);
  }
}
