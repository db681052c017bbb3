import { setTimeout as sleep } from "node:timers/promises";
import { BatchGetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Job } from "@platen/core";
import { type JobItem, jobIn } from "./job-item.ts";

/** The most that DynamoDB gives in one answer. */
const batchSize = 100;

/** The jobs under these ids, in their order; those that are gone are left out. Strongly consistent unless told otherwise. */
export async function findJobs(
  documents: DynamoDBDocumentClient,
  table: string,
  ids: readonly string[],
  { ConsistentRead = true, isShown = (_: JobItem): boolean => true } = {},
): Promise<Job[]> {
  const found = new Map<string, Job>();
  const batches = Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) =>
    ids.slice(index * batchSize, (index + 1) * batchSize),
  );
  await Promise.all(batches.map(findBatch));
  return ids.map((id) => found.get(id)).filter((job) => job !== undefined);

  async function findBatch(batch: readonly string[]): Promise<void> {
    let keys: Record<string, unknown>[] = batch.map((id) => ({ id }));
    for (let pauseMs = 20; keys.length > 0; pauseMs *= 2) {
      const request = { [table]: { Keys: keys, ConsistentRead } };
      const answer = await documents.send(new BatchGetCommand({ RequestItems: request }));
      for (const item of (answer.Responses?.[table] ?? []) as JobItem[]) {
        const job = isShown(item) ? jobIn(item) : undefined;
        if (job !== undefined) found.set(item.id, job);
      }
      // What is too much at once comes back unprocessed, without an error.
      keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      if (keys.length > 0) await sleep(Math.min(pauseMs, 1_000));
    }
  }
}
