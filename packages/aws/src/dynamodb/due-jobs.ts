import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Job } from "@platen/core";
import { findJobs } from "./find-jobs.ts";
import { allDueShards, type JobItem } from "./job-item.ts";

/** The earliest of each shard are merged and then read from the table: the index knows no more than the time. */
export async function findDueJobs(
  documents: DynamoDBDocumentClient,
  table: string,
  { now, limit }: { now: number; limit: number },
): Promise<Job[]> {
  const shards = await Promise.all(
    allDueShards.map((shard) =>
      documents.send(
        new QueryCommand({
          TableName: table,
          IndexName: "due",
          KeyConditionExpression: "dueShard = :shard AND dueAt <= :now",
          ExpressionAttributeValues: { ":shard": shard, ":now": now },
          Limit: limit,
        }),
      ),
    ),
  );
  const entries = shards.flatMap(({ Items }) => (Items ?? []) as Pick<JobItem, "id" | "dueAt">[]);
  const earliest = entries.toSorted(byTime).slice(0, limit);
  const jobs = await findJobs(
    documents,
    table,
    earliest.map((entry) => entry.id),
  );
  return jobs.filter((job) => job.dueAt <= now).toSorted(byTime);
}

const byTime = (a: { dueAt: number }, b: { dueAt: number }) => a.dueAt - b.dueAt;
