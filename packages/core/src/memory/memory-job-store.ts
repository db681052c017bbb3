import { AppError } from "../app-error.ts";
import { type DueFor, dueForOf } from "../job/due-for.ts";
import { type Job, storedBytesOf } from "../job/job.ts";
import type { JobChanges, JobFilter, JobPage, JobStore, KnownJob, OwnerUsage } from "../seams/job-store.ts";

/** Jobs in a map. Everything goes in and out as a copy, as it would through a database. */
export class MemoryJobStore implements JobStore {
  readonly #jobs = new Map<string, Job>();
  #changes = 0;

  async create(job: Job): Promise<boolean> {
    if (this.#jobs.has(job.id)) return false;
    this.#jobs.set(job.id, structuredClone(job));
    return true;
  }

  async find(id: string): Promise<Job | undefined> {
    return structuredClone(this.#jobs.get(id));
  }

  async findChanged(known: readonly KnownJob[]): Promise<ReadonlyMap<string, Job | undefined>> {
    const changed = known.filter(({ id, revision }) => this.#jobs.get(id)?.revision !== revision);
    return new Map(changed.map(({ id }) => [id, structuredClone(this.#jobs.get(id))]));
  }

  async changesSince(mark: number | undefined): Promise<JobChanges> {
    return { mark: this.#changes, ids: mark === this.#changes ? [] : undefined };
  }

  async replace(job: Job, ifRevision: number): Promise<boolean> {
    if (this.#jobs.get(job.id)?.revision !== ifRevision) return false;
    this.#jobs.set(job.id, structuredClone(job));
    this.#changes += 1;
    return true;
  }

  async remove(id: string, ifRevision: number): Promise<boolean> {
    if (this.#jobs.get(id)?.revision !== ifRevision) return false;
    this.#changes += 1;
    return this.#jobs.delete(id);
  }

  async due(what: DueFor, now: number, limit: number): Promise<readonly Job[]> {
    const due = [...this.#jobs.values()].filter((job) => job.dueAt <= now && dueForOf(job) === what);
    return structuredClone(due.sort((a, b) => a.dueAt - b.dueAt).slice(0, limit));
  }

  async list(owner: string, filter: JobFilter, page: { limit: number; cursor?: string }): Promise<JobPage> {
    const after = page.cursor === undefined ? undefined : placeOf(page.cursor);
    const listed = [...this.#jobs.values()]
      .filter((job) => job.owner === owner)
      .filter((job) => filter.status === undefined || job.status === filter.status)
      .filter((job) => filter.batch === undefined || job.batch === filter.batch)
      .filter((job) => after === undefined || newestFirst(after, job) < 0)
      .sort(newestFirst);
    const jobs = structuredClone(listed.slice(0, page.limit));
    const last = jobs.at(-1);
    const isEnd = last === undefined || listed.length <= page.limit;
    return { jobs, nextCursor: isEnd ? null : cursorAt(last) };
  }

  async usage(owner: string): Promise<OwnerUsage> {
    const jobs = [...this.#jobs.values()].filter((job) => job.owner === owner);
    const bytes = jobs.map(storedBytesOf);
    return {
      queuedJobs: jobs.filter(({ status }) => status === "queued").length,
      storedBytes: bytes.reduce((sum, each) => sum + each, 0),
    };
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}
}

/** Where a job stands in the list: by age, and those of one moment by id. */
type Place = Pick<Job, "createdAt" | "id">;

function newestFirst(a: Place, b: Place): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

function cursorAt({ createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString("base64url");
}

function placeOf(cursor: string): Place {
  const [createdAt, id] = placeIn(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (typeof createdAt === "number" && typeof id === "string") return { createdAt, id };
  throw new AppError(
    "request",
    "invalid_cursor",
    "The cursor is not one of this list. Begin without a cursor.",
  );
}

function placeIn(text: string): unknown[] | undefined {
  try {
    const place: unknown = JSON.parse(text);
    return Array.isArray(place) ? place : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
