import { type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Job } from "@platen/core";
import { batchItemOf } from "./batch-item.ts";

const rememberedBatches = 10_000;
/** A batch that gets jobs for longer is noted again, so that its row is kept as long as they are. */
const noteAgainSeconds = 3_600;

/** Writes the rows that an owner's batches are listed by: one write for the first job of a batch in this process. */
export class BatchNotes {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  /** When the row of each batch is forgotten by the table; the batch that was noted longest ago comes first. */
  readonly #noted = new Map<string, number>();

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  /** Before the job itself is stored: a row without jobs is passed over, but jobs without a row would not be listed. */
  async note(job: Job): Promise<void> {
    const { batch } = job;
    if (batch === null) return;
    const { id, createdKey, batchKey, ttl } = batchItemOf({ ...job, batch });
    if ((this.#noted.get(id) ?? 0) > ttl - noteAgainSeconds) return;
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: { id },
        UpdateExpression:
          "SET batchKey = :batchKey, createdKey = if_not_exists(createdKey, :createdKey), #batch = :batch, #ttl = :ttl",
        ExpressionAttributeNames: { "#batch": "batch", "#ttl": "ttl" },
        ExpressionAttributeValues: {
          ":batchKey": batchKey,
          ":createdKey": createdKey,
          ":batch": batch,
          ":ttl": ttl,
        },
      }),
    );
    this.#noted.delete(id);
    this.#noted.set(id, ttl);
    const [oldest] = this.#noted.keys();
    if (this.#noted.size > rememberedBatches && oldest !== undefined) this.#noted.delete(oldest);
  }
}
