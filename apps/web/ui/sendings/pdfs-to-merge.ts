import { isRunning, type SendingFile } from "./sending-file.ts";

/** A job takes at most so many documents. */
const mostDocuments = 100;

/** The jobs whose PDFs can become one, in the order of the rows; undefined before all have ended, or if there is nothing to merge. */
export function pdfsToMerge(files: readonly SendingFile[]): readonly string[] | undefined {
  const jobs: string[] = [];
  for (const file of files) {
    if (isRunning(file)) return undefined;
    const { job, leaving } = file;
    if (job?.result?.mediaType === "application/pdf" && !leaving) jobs.push(job.id);
  }
  return jobs.length >= 2 && jobs.length <= mostDocuments ? jobs : undefined;
}
