import { entryName, isTerminal, type Job, type JobResult, sourcesOf, UniqueNames } from "@platen/core";
import type { WebContext } from "../web-context.ts";
import { byPlaceInBatch } from "./place-in-batch.ts";

/** What a zip of a batch's results holds. */
export interface ArchiveContents {
  readonly results: readonly { readonly name: string; readonly result: JobResult }[];
  /** Tells of each document without a result why there is none; undefined when all have theirs. */
  readonly report: { readonly name: string; readonly text: string } | undefined;
  readonly isFinished: boolean;
}

const reportName = "not-converted.txt";
const jobsPerPage = 100;

type Found = Pick<Job, "batchPosition"> & ({ readonly result: JobResult } | { readonly line: string });

/**
 * Reads the rows of the batch; of its files nothing yet. In the order in which they are merged, which also says whose
 * name gets which number.
 */
export async function archiveContents(
  { backend, clock }: WebContext,
  owner: string,
  batch: string,
): Promise<ArchiveContents> {
  const found: Found[] = [];
  let isFinished = true;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await backend.jobs.batches.jobs(owner, batch, {
      limit: jobsPerPage,
      ...(cursor !== undefined && { cursor }),
    });
    for (const job of page.jobs) {
      isFinished &&= isTerminal(job);
      found.push(foundOf(job, clock.now()));
    }
    cursor = page.nextCursor;
  }
  return { ...named(byPlaceInBatch(found)), isFinished };
}

/** No more of a job than the zip needs: a batch may have many. */
function foundOf(job: Job, now: number): Found {
  const { result, batchPosition, expiresAt } = job;
  const place = batchPosition === undefined ? {} : { batchPosition };
  return result !== null && now < expiresAt ? { ...place, result } : { ...place, line: lineOf(job) };
}

function named(found: readonly Found[]): Omit<ArchiveContents, "isFinished"> {
  const names = new UniqueNames();
  const missing = found.flatMap((each) => ("line" in each ? each.line : []));
  // Before the results, one of which may have its name.
  const report = missing.length === 0 ? undefined : { name: names.take(reportName), text: missing.join("") };
  const results = found.flatMap((each) =>
    "result" in each ? { name: names.take(entryName(each.result.filename)), result: each.result } : [],
  );
  return { results, report };
}

function lineOf(job: Job): string {
  const documents = sourcesOf(job).map(({ filename }) => filename);
  return `${documents.join(" + ")}\n  ${reasonOf(job)}\n\n`;
}

function reasonOf({ status, error }: Job): string {
  if (error !== null) return `${error.message} (${error.code})`;
  if (status === "succeeded") return "The result is no longer kept. (result_expired)";
  return "It is not finished yet. (job_not_finished)";
}
