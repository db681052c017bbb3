import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import {
  type BatchEntry,
  type BatchPage,
  type BatchSummary,
  type JobBatches,
  type JobPage,
  type JobStatus,
  jobStatuses,
} from "@platen/core";
import { asking, jobStore } from "../asking.ts";
import { type BatchItem, batchKeyOf, batchListKeyOf } from "./batch-item.ts";
import { findJobs } from "./find-jobs.ts";
import { createdKeyOfJob, isForgotten, type JobItem } from "./job-item.ts";
import { createdKeyOf, cursorAfter } from "./list-cursor.ts";

/** What the index holds of a job. */
type Entry = Pick<JobItem, "id" | "createdKey" | "status" | "bytes" | "attempt" | "ttl">;

const isShown = (row: Pick<JobItem, "ttl">) => !isForgotten(row);

interface Reading {
  readonly key: string;
  readonly after?: string | undefined;
  readonly limit?: number;
  readonly isNewestFirst?: boolean;
}

/** By the index `batch`: of each job it holds what a batch is summed up from, so 1,000 jobs cost some 20 read units. */
export class DynamoJobBatches implements JobBatches {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  find(owner: string, batch: string): Promise<BatchSummary | undefined> {
    return asking(jobStore, () => this.#sumUp(owner, batch));
  }

  /** The rows of the batches name them; a row whose jobs are gone is passed over, until the page is full. */
  list(owner: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<BatchPage> {
    return asking(jobStore, async () => {
      const found: { summary: BatchSummary; createdKey: string }[] = [];
      let after = cursor === undefined ? undefined : createdKeyOf(cursor);
      do {
        const wanted = limit + 1 - found.length;
        const key = batchListKeyOf(owner);
        const page = await this.#read<BatchItem>({ key, after, limit: wanted, isNewestFirst: true });
        const rows = page.rows.slice(0, wanted);
        const summaries = await Promise.all(rows.map(({ batch }) => this.#sumUp(owner, batch)));
        for (const [index, { createdKey }] of rows.entries()) {
          const summary = summaries[index];
          if (summary !== undefined) found.push({ summary, createdKey });
        }
        after = page.after;
      } while (found.length <= limit && after !== undefined);
      const last = found.length > limit ? found[limit - 1] : undefined;
      return {
        batches: found.slice(0, limit).map(({ summary }) => summary),
        nextCursor: last === undefined ? null : cursorAfter(last.createdKey),
      };
    });
  }

  jobs(
    owner: string,
    batch: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<JobPage> {
    return asking(jobStore, async () => {
      const found: JobPage["jobs"][number][] = [];
      let after = cursor === undefined ? undefined : createdKeyOf(cursor);
      do {
        const wanted = limit + 1 - found.length;
        const page = await this.#read<Entry>({ key: batchKeyOf(owner, batch), after, limit: wanted });
        const ids = page.rows
          .slice(0, wanted)
          .filter(isShown)
          .map(({ id }) => id);
        found.push(...(await findJobs(this.#documents, this.#table, ids, { isShown })));
        after = page.after;
      } while (found.length <= limit && after !== undefined);
      const last = found.length > limit ? found[limit - 1] : undefined;
      const nextCursor = last === undefined ? null : cursorAfter(createdKeyOfJob(last));
      return { jobs: found.slice(0, limit), nextCursor };
    });
  }

  entries(owner: string, batch: string): Promise<readonly BatchEntry[]> {
    return asking(jobStore, async () =>
      (await this.#all(owner, batch)).map(({ id, status, attempt }) => ({
        id,
        status: status as JobStatus,
        version: `${status}.${attempt}`,
      })),
    );
  }

  async #sumUp(owner: string, batch: string): Promise<BatchSummary | undefined> {
    const rows = await this.#all(owner, batch);
    const [first] = rows;
    if (first === undefined) return undefined;
    const countOf = (status: JobStatus) => rows.filter((row) => row.status === status).length;
    const counts = Object.fromEntries(jobStatuses.map((status) => [status, countOf(status)]));
    return {
      batch,
      createdAt: Number(first.createdKey.split("#", 1)[0]),
      counts: counts as BatchSummary["counts"],
      bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  async #all(owner: string, batch: string): Promise<Entry[]> {
    const rows: Entry[] = [];
    let after: string | undefined;
    do {
      const page = await this.#read<Entry>({ key: batchKeyOf(owner, batch), after });
      rows.push(...page.rows.filter(isShown));
      after = page.after;
    } while (after !== undefined);
    return rows;
  }

  async #read<Row>({ key, after, limit, isNewestFirst = false }: Reading) {
    const beyond = `createdKey ${isNewestFirst ? "<" : ">"} :after`;
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: "batch",
        KeyConditionExpression: `batchKey = :key${after === undefined ? "" : ` AND ${beyond}`}`,
        ExpressionAttributeValues: { ":key": key, ...(after !== undefined && { ":after": after }) },
        ...(limit !== undefined && { Limit: limit }),
        ScanIndexForward: !isNewestFirst,
      }),
    );
    return { rows: Items as Row[], after: LastEvaluatedKey?.createdKey as string | undefined };
  }
}
