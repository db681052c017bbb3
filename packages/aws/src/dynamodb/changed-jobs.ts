import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Job, KnownJob } from "@platen/core";
import { findJobs } from "./find-jobs.ts";

/**
 * Those that are no longer as they were known, read at half the price of a strongly consistent read. A job that is not
 * there, or older than it was known, may only be late: it is read again with strong consistency.
 */
export async function findChangedJobs(
  documents: DynamoDBDocumentClient,
  table: string,
  known: readonly KnownJob[],
): Promise<Map<string, Job | undefined>> {
  const ids = known.map(({ id }) => id);
  const found = byId(await findJobs(documents, table, ids, { ConsistentRead: false }));
  const doubtful = known.filter(({ id, revision }) => (found.get(id)?.revision ?? -Infinity) < revision);
  const doubtfulIds = doubtful.map(({ id }) => id);
  const certain = byId(await findJobs(documents, table, doubtfulIds));
  for (const id of doubtfulIds) found.set(id, certain.get(id));
  const changed = known.filter(({ id, revision }) => found.get(id)?.revision !== revision);
  return new Map(changed.map(({ id }) => [id, found.get(id)]));
}

function byId(jobs: readonly Job[]): Map<string, Job | undefined> {
  return new Map(jobs.map((job) => [job.id, job]));
}
