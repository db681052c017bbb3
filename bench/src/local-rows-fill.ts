import path from "node:path";
import { type Backend, type Job, newJobId } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { openLocalBackend } from "@platen/local";

/** The same number for any number of rows: each owner has several pages of jobs and its own share of the queue. */
const owners = 10;
const createdTogether = 5_000;

export interface FilledBackend {
  readonly backend: Backend;
  readonly jobs: readonly { readonly id: string; readonly owner: string }[];
}

/** A local backend with `rows` jobs and as many waiting messages. A fifth of the jobs is due, most are finished. */
export async function fillRows(folder: string, rows: number): Promise<FilledBackend> {
  const backend = await openLocalBackend({
    databasePath: path.join(folder, "platen.db"),
    storagePath: path.join(folder, "files"),
    visibilityMs: 3_600_000,
  });
  const startedAt = Date.now() - rows;
  const jobs: { id: string; owner: string }[] = [];
  while (jobs.length < rows) {
    const next = Array.from({ length: Math.min(createdTogether, rows - jobs.length) }, (_, index) =>
      jobCreatedAt(startedAt + jobs.length + index, jobs.length + index),
    );
    await Promise.all(next.map((job) => backend.jobs.create(job)));
    await Promise.all(next.map(({ id, owner }) => backend.queue.send(id, { owner })));
    for (const { id, owner } of next) jobs.push({ id, owner });
  }
  return { backend, jobs };
}

function jobCreatedAt(now: number, row: number): Job {
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
