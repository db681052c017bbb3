import path from "node:path";
import { type Backend, type Job, newJobId } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { openLocalBackend } from "@platen/local";

/** So many owners, however many rows, that each has pages of jobs and a queue of its own. */
const owners = 10;
const createdTogether = 5_000;

export interface Filled {
  readonly backend: Backend;
  readonly jobs: readonly { readonly id: string; readonly owner: string }[];
}

/** A local backend with so many jobs and as many waiting messages; a fifth of the jobs is due, most are over. */
export async function fillRows(folder: string, rows: number): Promise<Filled> {
  const backend = await openLocalBackend({
    databasePath: path.join(folder, "platen.db"),
    storagePath: path.join(folder, "files"),
    visibilityMs: 3_600_000,
  });
  const startedAt = Date.now() - rows;
  const jobs: { id: string; owner: string }[] = [];
  while (jobs.length < rows) {
    const next = Array.from({ length: Math.min(createdTogether, rows - jobs.length) }, (_, index) =>
      jobAt(startedAt + jobs.length + index, jobs.length + index),
    );
    await Promise.all(next.map((job) => backend.jobs.create(job)));
    await Promise.all(next.map(({ id, owner }) => backend.queue.send(id, { owner })));
    for (const { id, owner } of next) jobs.push({ id, owner });
  }
  return { backend, jobs };
}

function jobAt(now: number, row: number): Job {
  const isDue = row % 5 === 0;
  return newJob({
    id: newJobId(now),
    owner: `owner-${row % owners}`,
    status: row % 10 < 7 ? "succeeded" : "queued",
    batch: row % 3 === 0 ? `batch-${row % 30}` : null,
    createdAt: now,
    dueAt: isDue ? now : now + 86_400_000,
  });
}
