import { isTerminal, type Job, type JobResult, sourcesOf } from "@platen/core";
import type { WebContext } from "../web-context.ts";
import { UniqueNames } from "./unique-names.ts";

/** What a zip of a batch's results holds. */
export interface ArchiveContents {
  readonly results: readonly { readonly name: string; readonly result: JobResult }[];
  /** Tells of each document without a result why there is none; undefined when all have theirs. */
  readonly report: { readonly name: string; readonly text: string } | undefined;
  readonly isFinished: boolean;
}

const reportName = "not-converted.txt";
const jobsPerPage = 100;

/** Reads the rows of the batch; of its files nothing yet. */
export async function archiveContents(
  { backend, clock }: WebContext,
  owner: string,
  batch: string,
): Promise<ArchiveContents> {
  const names = new UniqueNames();
  const results: { name: string; result: JobResult }[] = [];
  const missing: string[] = [];
  let isFinished = true;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await backend.jobs.batches.jobs(owner, batch, {
      limit: jobsPerPage,
      ...(cursor !== undefined && { cursor }),
    });
    for (const job of page.jobs) {
      isFinished &&= isTerminal(job);
      const { result } = job;
      if (result !== null && clock.now() < job.expiresAt)
        results.push({ name: names.take(result.filename), result });
      else missing.push(lineOf(job));
    }
    cursor = page.nextCursor;
  }
  const report = missing.length === 0 ? undefined : { name: names.take(reportName), text: missing.join("") };
  return { results, report, isFinished };
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
