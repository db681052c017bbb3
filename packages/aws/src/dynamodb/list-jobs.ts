import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Job, JobFilter, JobPage } from "@platen/core";
import { findJobs } from "./find-jobs.ts";
import { createdKeyOfJob, isForgotten, type JobItem } from "./job-item.ts";
import { createdKeyOf, cursorAfter } from "./list-cursor.ts";

interface Listing {
  readonly owner: string;
  readonly filter: JobFilter;
  readonly limit: number;
  readonly cursor?: string;
}

const isShown = (item: Pick<JobItem, "ttl">) => !isForgotten(item);

/**
 * Ids from the index of owners, newest first, then the jobs themselves from the table. The index may name a job that
 * is gone or has changed its status, so it is asked until the page is full and one more shows that there is a next.
 */
export async function listJobs(
  documents: DynamoDBDocumentClient,
  table: string,
  { owner, filter, limit, cursor }: Listing,
): Promise<JobPage> {
  const found: Job[] = [];
  let before = cursor === undefined ? undefined : createdKeyOf(cursor);
  do {
    const wanted = limit + 1 - found.length;
    const command = ownersQuery(table, { owner, filter, before, wanted });
    const { Items = [], LastEvaluatedKey } = await documents.send(command);
    const entries = Items.slice(0, wanted) as Pick<JobItem, "id" | "createdKey" | "ttl">[];
    const ids = entries.filter(isShown).map((entry) => entry.id);
    found.push(...(await findJobs(documents, table, ids, { isShown })).filter((job) => matches(job, filter)));
    before = (Items.length > wanted ? entries.at(-1) : LastEvaluatedKey)?.createdKey;
  } while (found.length <= limit && before !== undefined);
  const jobs = found.slice(0, limit);
  const last = jobs.at(-1);
  const hasNext = found.length > limit && last !== undefined;
  return { jobs, nextCursor: hasNext ? cursorAfter(createdKeyOfJob(last)) : null };
}

function ownersQuery(
  table: string,
  query: { owner: string; filter: JobFilter; before: string | undefined; wanted: number },
): QueryCommand {
  const { owner, filter, before, wanted } = query;
  const filters = Object.entries(filter).filter(([, value]) => value !== undefined);
  const names = Object.fromEntries(filters.map(([name]) => [`#${name}`, name]));
  const values = Object.fromEntries(filters.map(([name, value]) => [`:${name}`, value]));
  return new QueryCommand({
    TableName: table,
    IndexName: "owner",
    KeyConditionExpression: `#owner = :owner${before === undefined ? "" : " AND createdKey < :before"}`,
    ExpressionAttributeNames: { "#owner": "owner", ...names },
    ExpressionAttributeValues: {
      ":owner": owner,
      ...(before !== undefined && { ":before": before }),
      ...values,
    },
    // DynamoDB counts before it filters: with a filter a small limit would mean many questions.
    ...(filters.length === 0
      ? { Limit: wanted }
      : { FilterExpression: filters.map(([name]) => `#${name} = :${name}`).join(" AND ") }),
    ScanIndexForward: false,
  });
}

function matches(job: Job, { status, batch }: JobFilter): boolean {
  return (status === undefined || job.status === status) && (batch === undefined || job.batch === batch);
}
