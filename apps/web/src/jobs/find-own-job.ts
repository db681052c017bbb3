import { AppError, type Job, type JobStore } from "@platen/core";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The owner's job. Somebody else's job is answered as if it did not exist: `job_not_found`. */
export async function findOwnJob(jobs: JobStore, owner: string, id: string): Promise<Job> {
  const job = uuid.test(id) ? await jobs.find(id) : undefined;
  if (job === undefined || job.owner !== owner) throw jobNotFound();
  return job;
}

export function jobNotFound(): AppError {
  const message = "There is no such job. Perhaps it was removed, or its time of keeping is over.";
  return new AppError("missing", "job_not_found", message);
}
