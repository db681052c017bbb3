import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { DueFor, Job, JobFilter, JobPage, JobStore, KnownJob, OwnerUsage } from "@platen/core";
import { asking, jobStore } from "../asking.ts";
import { findChangedJobs } from "./changed-jobs.ts";
import { findDueJobs } from "./due-jobs.ts";
import { DynamoJobBatches } from "./dynamo-job-batches.ts";
import { isForgotten, itemOf, type JobItem, jobIn } from "./job-item.ts";
import { listJobs } from "./list-jobs.ts";
import { BatchNotes } from "./note-batch.ts";
import { OwnerUsages } from "./owner-usages.ts";
import { takeTurn } from "./take-turn.ts";

/** DynamoDB's limit for a key; a longer id cannot have been stored. */
const maxIdBytes = 2_048;

/**
 * One DynamoDB table. Every read of one job is strongly consistent, every write conditional; the indexes only
 * say where to look and lag by less than a second as a rule. Table layout: docs/decisions/dynamodb-table.md.
 */
export class DynamoJobStore implements JobStore {
  readonly #client: DynamoDBClient;
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #exactRemoval: boolean;
  readonly #usages: OwnerUsages;
  readonly #batchNotes: BatchNotes;
  readonly batches: DynamoJobBatches;

  /**
   * The client is closed with the store. With `exactRemoval` ended jobs are due for the sweeper at their `expiresAt`;
   * without, nobody finds them from then on, and the table removes them by itself, which costs nothing.
   */
  constructor(client: DynamoDBClient, table: string, { exactRemoval = false } = {}) {
    this.#client = client;
    this.#documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.#table = table;
    this.#exactRemoval = exactRemoval;
    this.#usages = new OwnerUsages(this.#documents, table);
    this.#batchNotes = new BatchNotes(this.#documents, table);
    this.batches = new DynamoJobBatches(this.#documents, table);
  }

  async create(job: Job): Promise<boolean> {
    await asking(jobStore, () => this.#batchNotes.note(job));
    const isCreated = await this.#put(job, unlessThere());
    if (isCreated) this.#usages.add(job);
    return isCreated;
  }

  replace(job: Job, ifRevision: number): Promise<boolean> {
    return this.#put(job, ifRevisionIs(ifRevision));
  }

  async find(id: string): Promise<Job | undefined> {
    if (id === "" || Buffer.byteLength(id) > maxIdBytes) return undefined;
    const command = new GetCommand({ TableName: this.#table, Key: { id }, ConsistentRead: true });
    const { Item } = await asking(jobStore, () => this.#documents.send(command));
    const item = Item as JobItem | undefined;
    return item === undefined || isForgotten(item) ? undefined : jobIn(item);
  }

  findChanged(known: readonly KnownJob[]): Promise<ReadonlyMap<string, Job | undefined>> {
    return asking(jobStore, () => findChangedJobs(this.#documents, this.#table, known));
  }

  async remove(id: string, ifRevision: number): Promise<boolean> {
    const command = new DeleteCommand({ TableName: this.#table, Key: { id }, ...ifRevisionIs(ifRevision) });
    return asking(jobStore, () => this.#documents.send(command).then(() => true, falseWhenRefused));
  }

  due(what: DueFor, now: number, limit: number): Promise<readonly Job[]> {
    return asking(jobStore, () => findDueJobs(this.#documents, this.#table, { what, now, limit }));
  }

  list(owner: string, filter: JobFilter, page: { limit: number; cursor?: string }): Promise<JobPage> {
    return asking(jobStore, () => listJobs(this.#documents, this.#table, { owner, filter, ...page }));
  }

  /** As the index of owners has it, read every two seconds at most; jobs that this process created count at once. */
  usage(owner: string): Promise<OwnerUsage> {
    return asking(jobStore, () => this.#usages.of(owner));
  }

  takeTurn(name: string, holder: string, time: { now: number; forMs: number }): Promise<boolean> {
    return asking(jobStore, () => takeTurn(this.#documents, this.#table, { name, holder, ...time }));
  }

  async ping(): Promise<void> {
    await this.find("ping");
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  /**
   * The SDK may send a write twice when the first answer was lost. The second is then refused because of the first,
   * so a refusal looks at who wrote what is there now.
   */
  async #put(job: Job, condition: Condition): Promise<boolean> {
    const writer = randomBytes(9).toString("base64url");
    const command = new PutCommand({
      TableName: this.#table,
      Item: itemOf(job, writer, { exactRemoval: this.#exactRemoval }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      ...condition,
    });
    const isOurs = (error: unknown) =>
      error instanceof ConditionalCheckFailedException && error.Item?.writer?.S === writer;
    return asking(jobStore, () =>
      this.#documents.send(command).then(
        () => true,
        (error) => isOurs(error) || falseWhenRefused(error),
      ),
    );
  }
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** Nothing, or only a row that the table may remove at any time. */
function unlessThere(): Condition {
  return {
    ConditionExpression: "attribute_not_exists(id) OR #ttl <= :now",
    ExpressionAttributeNames: { "#ttl": "ttl" },
    ExpressionAttributeValues: { ":now": Math.floor(Date.now() / 1_000) },
  };
}

function ifRevisionIs(revision: number): Condition {
  return {
    ConditionExpression: "revision = :revision",
    ExpressionAttributeValues: { ":revision": revision },
  };
}

function falseWhenRefused(error: unknown): false {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
}
