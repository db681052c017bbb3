import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DueFor, Job } from "@platen/core";
import { findJobs } from "./find-jobs.ts";
import { dueShardsFor, type JobItem } from "./job-item.ts";

interface Wanted {
  readonly what: DueFor;
  readonly now: number;
  readonly limit: number;
}

/**
 * The earliest of each shard, from random shards, so that many sweepers seldom take the same; then the jobs themselves
 * from the table, because the index knows no more than the time. All shards are asked at once for rescues, for which
 * somebody waits, and one after the other for removals, until there are enough.
 */
export async function findDueJobs(
  documents: DynamoDBDocumentClient,
  table: string,
  { what, now, limit }: Wanted,
): Promise<Job[]> {
  const ids: string[] = [];
  const shards = shuffled(dueShardsFor[what]);
  const step = what === "rescue" ? shards.length : 1;
  for (let at = 0; at < shards.length && ids.length < limit; at += step) {
    const asked = shards.slice(at, at + step);
    ids.push(...(await Promise.all(asked.map((shard) => dueIds(shard)))).flat());
  }
  const jobs = await findJobs(documents, table, ids.slice(0, limit));
  return jobs.filter((job) => job.dueAt <= now);

  async function dueIds(shard: string): Promise<string[]> {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: table,
        IndexName: "due",
        KeyConditionExpression: "dueShard = :shard AND dueAt <= :now",
        ExpressionAttributeValues: { ":shard": shard, ":now": now },
        Limit: limit,
      }),
    );
    return (Items as Pick<JobItem, "id">[]).map(({ id }) => id);
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
