import type { StatementSync } from "node:sqlite";
import {
  type DueFor,
  dueForOf,
  type Job,
  type JobChanges,
  type JobFilter,
  type JobPage,
  type JobStore,
  type KnownJob,
  type OwnerUsage,
} from "@platen/core";
import type { Database } from "../database/database.ts";
import { ChangeLog } from "./change-log.ts";
import { jobStatements } from "./job-statements.ts";
import { ListCursor } from "./list-cursor.ts";
import { SqliteJobBatches } from "./sqlite-job-batches.ts";

const unavailable = "job_store_unavailable";

/** Jobs in SQLite. A write that was acknowledged is on the disk; a read sees every acknowledged write of every process. */
export class SqliteJobStore implements JobStore {
  readonly batches: SqliteJobBatches;
  readonly #database: Database;
  readonly #cursor: ListCursor;
  readonly #changes: ChangeLog;
  readonly #statements: Record<keyof typeof jobStatements, StatementSync>;

  constructor(database: Database, cursorKey: Uint8Array) {
    this.#database = database;
    this.#cursor = new ListCursor(cursorKey);
    this.#statements = database.prepareAll(jobStatements);
    this.#changes = new ChangeLog(this.#statements, () => database.changes.version());
    this.batches = new SqliteJobBatches(database, this.#statements, cursorKey);
    database.enter(this);
  }

  create(job: Job): Promise<boolean> {
    const row = rowOf(job);
    return this.#database.write(unavailable, () => this.#statements.create.run(row).changes === 1);
  }

  find(id: string): Promise<Job | undefined> {
    return this.#database.read(unavailable, () => {
      const row = this.#statements.find.get(id);
      return row && jobOf(row);
    });
  }

  /** Exact: like every read, it sees every acknowledged write. */
  findChanged(known: readonly KnownJob[]): Promise<ReadonlyMap<string, Job | undefined>> {
    const revisions = JSON.stringify(Object.fromEntries(known.map(({ id, revision }) => [id, revision])));
    return this.#database.read(unavailable, () => {
      const rows = this.#statements.findChanged.all(revisions);
      return new Map(rows.map((row) => [String(row.id), row.content === null ? undefined : jobOf(row)]));
    });
  }

  changesSince(mark: number | undefined): Promise<JobChanges> {
    return this.#database.read(unavailable, () => this.#changes.since(mark));
  }

  replace(job: Job, ifRevision: number): Promise<boolean> {
    const row = { ...rowOf(job), ifRevision };
    return this.#database.write(unavailable, () => this.#statements.replace.run(row).changes === 1);
  }

  remove(id: string, ifRevision: number): Promise<boolean> {
    return this.#database.write(unavailable, () => this.#statements.remove.run(id, ifRevision).changes === 1);
  }

  due(what: DueFor, now: number, limit: number): Promise<readonly Job[]> {
    return this.#database.read(unavailable, () => this.#statements.due.all(what, now, limit).map(jobOf));
  }

  async list(
    owner: string,
    filter: JobFilter,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<JobPage> {
    const after = this.#cursor.read(cursor, owner, filter);
    const rows = await this.#database.read(unavailable, () =>
      this.#listing(filter).all({ owner, ...filter, ...after, limit: limit + 1 }),
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor =
      rows.length > limit && last !== undefined
        ? this.#cursor.write({ createdAt: Number(last.created_at), id: String(last.id) }, owner, filter)
        : null;
    return { jobs: shown.map(jobOf), nextCursor };
  }

  /** Exact: counted in the transaction of each change. */
  usage(owner: string): Promise<OwnerUsage> {
    return this.#database.read(unavailable, () => {
      const row = this.#statements.usage.get(owner);
      return { queuedJobs: Number(row?.queued ?? 0), storedBytes: Number(row?.bytes ?? 0) };
    });
  }

  takeTurn(name: string, holder: string, time: { now: number; forMs: number }): Promise<boolean> {
    const now = Math.floor(time.now);
    const turn = { name, holder, now, until: now + time.forMs };
    return this.#database.write(unavailable, () => this.#statements.takeTurn.run(turn).changes === 1);
  }

  async ping(): Promise<void> {
    await this.due("rescue", 0, 1);
  }

  close(): Promise<void> {
    return this.#database.leave(this);
  }

  #listing({ status, batch }: JobFilter): StatementSync {
    if (status !== undefined && batch !== undefined) return this.#statements.listByBoth;
    if (status !== undefined) return this.#statements.listByStatus;
    return batch !== undefined ? this.#statements.listByBatch : this.#statements.list;
  }
}

/** Whole milliseconds, never too early, for the columns; the job itself is kept as it is. */
function rowOf(job: Job) {
  const { id, owner, status, batch, revision } = job;
  const times = { dueAt: Math.ceil(job.dueAt), createdAt: Math.ceil(job.createdAt) };
  return {
    id,
    owner,
    status,
    batch,
    revision,
    dueFor: dueForOf(job),
    ...times,
    content: JSON.stringify(job),
  };
}

function jobOf(row: Record<string, unknown>): Job {
  return JSON.parse(String(row.content)) as Job;
}
