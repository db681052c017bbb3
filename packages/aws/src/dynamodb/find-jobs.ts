import { setTimeout as sleep } from "node:timers/promises";
import { BatchGetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Job } from "@platen/core";
import type { JobItem } from "./job-item.ts";

/** The most that DynamoDB gives in one answer. */
const batchSize = 100;

/** The jobs under these ids, strongly consistent and in the order of the ids; those that are gone are left out. */
export async function findJobs(
  documents: DynamoDBDocumentClient,
  table: string,
  ids: readonly string[],
): Promise<Job[]> {
  const found = new Map<string, Job>();
  for (let at = 0; at < ids.length; at += batchSize) {
    let keys: Record<string, unknown>[] = ids.slice(at, at + batchSize).map((id) => ({ id }));
    for (let pauseMs = 20; keys.length > 0; pauseMs *= 2) {
      const request = { [table]: { Keys: keys, ConsistentRead: true } };
      const answer = await documents.send(new BatchGetCommand({ RequestItems: request }));
      for (const { id, job } of (answer.Responses?.[table] ?? []) as JobItem[]) found.set(id, job);
      // What is too much at once comes back unprocessed, without an error.
      keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      if (keys.length > 0) await sleep(Math.min(pauseMs, 1_000));
    }
  }
  return ids.map((id) => found.get(id)).filter((job) => job !== undefined);
}
