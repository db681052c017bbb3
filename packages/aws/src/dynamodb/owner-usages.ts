import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type Job, type OwnerUsage, storedBytesOf } from "@platen/core";
import { isForgotten, type JobItem } from "./job-item.ts";

/** How long a figure is good for, by the pages that it took to read: what reading costs stays the same. */
const lifePerPageMs = 2_000;
const longestLifeMs = 120_000;
const rememberedOwners = 1_000;

interface Known {
  usage: OwnerUsage;
  readAtMs: number;
  lifeMs: number;
}

/**
 * What owners have, added up from the index of owners: no counter is written. About 4,000 jobs are one page of an
 * answer and 128 read units, so an owner's figure is kept for a while, and meanwhile grows by what this process creates.
 */
export class OwnerUsages {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  /** The owner who was read longest ago comes first. */
  readonly #known = new Map<string, Known>();
  readonly #reading = new Map<string, Promise<OwnerUsage>>();

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  async of(owner: string): Promise<OwnerUsage> {
    const known = this.#known.get(owner);
    const ageMs = performance.now() - (known?.readAtMs ?? 0);
    if (known !== undefined && ageMs < known.lifeMs) return known.usage;
    const reading = this.#read(owner);
    if (known === undefined || ageMs >= 2 * known.lifeMs) return reading;
    reading.catch(() => undefined); // told to whoever asks when the old figure is too old to be used meanwhile
    return known.usage;
  }

  add(job: Job): void {
    const known = this.#known.get(job.owner);
    if (known === undefined) return;
    const { queuedJobs, storedBytes } = known.usage;
    known.usage = {
      queuedJobs: queuedJobs + (job.status === "queued" ? 1 : 0),
      storedBytes: storedBytes + storedBytesOf(job),
    };
  }

  /** One reading at a time for an owner, however many ask. */
  #read(owner: string): Promise<OwnerUsage> {
    const running = this.#reading.get(owner);
    if (running !== undefined) return running;
    const reading = this.#addUp(owner)
      .then(({ pages, ...usage }) => {
        this.#remember(owner, usage, Math.min(pages * lifePerPageMs, longestLifeMs));
        return usage;
      })
      .finally(() => this.#reading.delete(owner));
    this.#reading.set(owner, reading);
    return reading;
  }

  #remember(owner: string, usage: OwnerUsage, lifeMs: number): void {
    this.#known.delete(owner);
    this.#known.set(owner, { usage, readAtMs: performance.now(), lifeMs });
    const [oldest] = this.#known.keys();
    if (this.#known.size > rememberedOwners && oldest !== undefined) this.#known.delete(oldest);
  }

  async #addUp(owner: string): Promise<OwnerUsage & { pages: number }> {
    let pages = 0;
    let queuedJobs = 0;
    let storedBytes = 0;
    let after: Record<string, unknown> | undefined;
    do {
      const answer = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: "owner",
          KeyConditionExpression: "#owner = :owner",
          ProjectionExpression: "#status, #bytes, #ttl",
          ExpressionAttributeNames: {
            "#owner": "owner",
            "#status": "status",
            "#bytes": "bytes",
            "#ttl": "ttl",
          },
          ExpressionAttributeValues: { ":owner": owner },
          ...(after !== undefined && { ExclusiveStartKey: after }),
        }),
      );
      const items = (answer.Items ?? []) as Partial<JobItem>[];
      for (const { status, bytes = 0 } of items.filter((item) => !isForgotten(item))) {
        if (status === "queued") queuedJobs += 1;
        storedBytes += bytes; // jobs of an earlier version have none
      }
      pages += 1;
      after = answer.LastEvaluatedKey;
    } while (after !== undefined);
    return { pages, queuedJobs, storedBytes };
  }
}
