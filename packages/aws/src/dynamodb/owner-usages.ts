import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Job, OwnerUsage } from "@platen/core";
import type { JobItem } from "./job-item.ts";

/** A figure is asked for anew after a second, or after twenty times as long as it took to read where that is longer. */
const shortestLifeMs = 1_000;
const lifePerReading = 20;
/** Up to this age an old figure is told while the new one is read. */
const longestLifeMs = 30_000;
const rememberedOwners = 1_000;

interface Known {
  usage: OwnerUsage;
  readAtMs: number;
  lifeMs: number;
}

/**
 * What owners have, added up from the index of owners: no counter is written. About 8,000 jobs are one page of an
 * answer and 64 read units, so an owner's figure is kept for a while, and meanwhile grows by what this process creates.
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
    if (known === undefined || ageMs >= longestLifeMs) return reading;
    reading.catch(() => undefined); // whoever asks when the old figure is too old is told
    return known.usage;
  }

  add({ owner, status, source }: Job): void {
    const known = this.#known.get(owner);
    if (known === undefined) return;
    const { queuedJobs, storedBytes } = known.usage;
    known.usage = {
      queuedJobs: queuedJobs + (status === "queued" ? 1 : 0),
      storedBytes: storedBytes + source.bytes,
    };
  }

  /** One reading at a time for an owner, however many ask. */
  #read(owner: string): Promise<OwnerUsage> {
    const running = this.#reading.get(owner);
    if (running !== undefined) return running;
    const beganAtMs = performance.now();
    const reading = this.#addUp(owner)
      .then((usage) => {
        this.#remember(owner, usage, beganAtMs);
        return usage;
      })
      .finally(() => this.#reading.delete(owner));
    this.#reading.set(owner, reading);
    return reading;
  }

  #remember(owner: string, usage: OwnerUsage, beganAtMs: number): void {
    const readAtMs = performance.now();
    const lifeMs = Math.max(shortestLifeMs, lifePerReading * (readAtMs - beganAtMs));
    this.#known.delete(owner);
    this.#known.set(owner, { usage, readAtMs, lifeMs: Math.min(lifeMs, longestLifeMs) });
    const [oldest] = this.#known.keys();
    if (this.#known.size > rememberedOwners && oldest !== undefined) this.#known.delete(oldest);
  }

  async #addUp(owner: string): Promise<OwnerUsage> {
    let queuedJobs = 0;
    let storedBytes = 0;
    let after: Record<string, unknown> | undefined;
    do {
      const answer = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: "owner",
          KeyConditionExpression: "#owner = :owner",
          ProjectionExpression: "#status, #bytes",
          ExpressionAttributeNames: { "#owner": "owner", "#status": "status", "#bytes": "bytes" },
          ExpressionAttributeValues: { ":owner": owner },
          ...(after !== undefined && { ExclusiveStartKey: after }),
        }),
      );
      for (const { status, bytes = 0 } of (answer.Items ?? []) as Partial<JobItem>[]) {
        if (status === "queued") queuedJobs += 1;
        storedBytes += bytes; // jobs of an earlier version have none
      }
      after = answer.LastEvaluatedKey;
    } while (after !== undefined);
    return { queuedJobs, storedBytes };
  }
}
