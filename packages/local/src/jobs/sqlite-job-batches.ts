import { createHmac } from "node:crypto";
import type { StatementSync } from "node:sqlite";
import {
  type BatchEntry,
  type BatchPage,
  type BatchSummary,
  type Job,
  type JobBatches,
  type JobPage,
  type JobStatus,
  jobStatuses,
} from "@platen/core";
import type { Database } from "../database/database.ts";
import type { jobStatements } from "./job-statements.ts";
import { ListCursor } from "./list-cursor.ts";

const unavailable = "job_store_unavailable";

type Row = Record<string, unknown>;

/** Exact: counted in the transaction of each change. A look at a batch costs the same however many jobs it has. */
export class SqliteJobBatches implements JobBatches {
  readonly #database: Database;
  readonly #statements: Record<keyof typeof jobStatements, StatementSync>;
  readonly #listCursor: ListCursor;
  readonly #jobsCursor: ListCursor;

  constructor(
    database: Database,
    statements: Record<keyof typeof jobStatements, StatementSync>,
    cursorKey: Uint8Array,
  ) {
    const keyOf = (list: string) => createHmac("sha256", cursorKey).update(list).digest();
    this.#database = database;
    this.#statements = statements;
    this.#listCursor = new ListCursor(keyOf("batches"));
    this.#jobsCursor = new ListCursor(keyOf("jobs of a batch"), { createdAt: -1, id: "" });
  }

  find(owner: string, batch: string): Promise<BatchSummary | undefined> {
    return this.#database.read(unavailable, () => {
      const row = this.#statements.batch.get({ owner, batch });
      return row && summaryOf(row);
    });
  }

  async list(owner: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<BatchPage> {
    const after = this.#listCursor.read(cursor, owner, {});
    const rows = await this.#all("batches", { owner, ...after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const nextCursor = last && this.#listCursor.write(placeOf(last, "batch"), owner, {});
    return { batches: shown.map(summaryOf), nextCursor: nextCursor ?? null };
  }

  async jobs(
    owner: string,
    batch: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<JobPage> {
    const after = this.#jobsCursor.read(cursor, owner, { batch });
    const rows = await this.#all("batchJobs", { owner, batch, ...after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const nextCursor = last && this.#jobsCursor.write(placeOf(last, "id"), owner, { batch });
    return {
      jobs: shown.map(({ content }) => JSON.parse(String(content)) as Job),
      nextCursor: nextCursor ?? null,
    };
  }

  async entries(owner: string, batch: string): Promise<readonly BatchEntry[]> {
    const rows = await this.#all("batchEntries", { owner, batch });
    return rows.map(({ id, status, revision }) => ({
      id: String(id),
      status: status as JobStatus,
      version: String(revision),
    }));
  }

  #all(statement: keyof typeof jobStatements, values: Record<string, string | number>): Promise<Row[]> {
    return this.#database.read(unavailable, () => this.#statements[statement].all(values));
  }
}

function summaryOf(row: Row): BatchSummary {
  const counts = Object.fromEntries(jobStatuses.map((status) => [status, Number(row[status])]));
  return {
    batch: String(row.batch),
    createdAt: Number(row.created_at),
    counts: counts as BatchSummary["counts"],
    bytes: Number(row.bytes),
  };
}

function placeOf(row: Row, id: "batch" | "id") {
  return { createdAt: Number(row.created_at), id: String(row[id]) };
}
