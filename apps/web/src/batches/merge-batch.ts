import { AppError, isTerminal, type Job, type JobResult, type JobSource, type Submitted } from "@platen/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { findOwnJob } from "../jobs/find-own-job.ts";
import { InvalidValueError } from "../problems/invalid-value-error.ts";
import { jobIdOf } from "../submit/receive.ts";
import { refuseBeyondQuota } from "../submit/refuse-beyond-quota.ts";
import { jsonRequestOf, storedSubmissionSchema } from "../submit/request-options.ts";
import { storeDocument } from "../submit/store-document.ts";
import { submit } from "../submit/submit.ts";
import { formLimits } from "../submit/upload-limits.ts";
import type { WebContext } from "../web-context.ts";
import { byPlaceInBatch } from "./place-in-batch.ts";
import { findOwnBatch } from "./show-batch.ts";

const pdf = "application/pdf";
const jobsPerPage = 100;

/** The JSON that makes one PDF of those of a batch. */
export const mergeSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    jobs: {
      type: "array",
      minItems: 1,
      maxItems: formLimits.files,
      items: { type: "string" },
      description:
        "Whose results, in this order. By default those of all jobs of the batch that have a PDF, by `batchPosition` and then as they were accepted.",
    },
    options: storedSubmissionSchema.properties.options,
    password: storedSubmissionSchema.properties.password,
    batch: storedSubmissionSchema.properties.batch,
    callbackUrl: storedSubmissionSchema.properties.callbackUrl,
    callbackSecret: storedSubmissionSchema.properties.callbackSecret,
    deliverTo: storedSubmissionSchema.properties.deliverTo,
  },
} as const;

/**
 * A new job whose documents are the PDFs of a batch: copied, so that it lives on when the batch is removed. After a refusal
 * nothing of it is stored.
 */
export async function mergeBatch(
  context: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  batch: string,
): Promise<Submitted> {
  const { owner } = request;
  await findOwnBatch(context, owner, batch);
  const { body, requested } = jsonRequestOf(request, mergeSchema, { merge: true });
  const ids = body.jobs as readonly string[] | undefined;
  const results = ids
    ? await namedResults(context, owner, batch, ids)
    : await allResults(context, owner, batch, reply);
  const jobId = jobIdOf(context, request);
  const bytes = results.reduce((sum, result) => sum + result.bytes, 0);
  await refuseBeyondQuota(context, reply, { owner, bytes, jobId });
  const [source, ...moreSources] = await copyResults(context, jobId, results);
  if (source === undefined) throw new Error("a merge has documents");
  return submit(context, request, reply, {
    jobId,
    source,
    moreSources,
    requested,
  });
}

async function namedResults(
  { backend, clock }: WebContext,
  owner: string,
  batch: string,
  ids: readonly string[],
): Promise<JobResult[]> {
  const jobs = await Promise.all(ids.map((id) => findOwnJob(backend.jobs, owner, id)));
  const mistakes = jobs.flatMap((job, index) => {
    if (job.batch === batch && pdfOf(job, clock.now()) !== undefined) return [];
    const detail = job.batch === batch ? "This job has no PDF." : "This job belongs to another batch.";
    return [{ pointer: `#/jobs/${index}`, detail }];
  });
  if (mistakes.length > 0) throw new InvalidValueError(mistakes);
  return jobs.flatMap((job) => pdfOf(job, clock.now()) ?? []);
}

async function allResults(
  { backend, clock }: WebContext,
  owner: string,
  batch: string,
  reply: FastifyReply,
): Promise<JobResult[]> {
  const jobs: Job[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const from = cursor === undefined ? {} : { cursor };
    const page = await backend.jobs.batches.jobs(owner, batch, { limit: jobsPerPage, ...from });
    if (!page.jobs.every(isTerminal)) throw notFinished(reply);
    jobs.push(...page.jobs.filter((job) => pdfOf(job, clock.now()) !== undefined));
    if (jobs.length > formLimits.files) throw tooMany();
    cursor = page.nextCursor;
  }
  const results = byPlaceInBatch(jobs).flatMap((job) => job.result ?? []);
  if (results.length === 0)
    throw new AppError("conflict", "job_failed", "None of the jobs of this batch has a PDF.");
  return results;
}

function pdfOf({ result, expiresAt }: Job, now: number): JobResult | undefined {
  return result?.mediaType === pdf && now < expiresAt ? result : undefined;
}

async function copyResults(
  context: WebContext,
  jobId: string,
  results: readonly JobResult[],
): Promise<JobSource[]> {
  const { files } = context.backend;
  const copies: JobSource[] = [];
  try {
    for (const { key, filename } of results) {
      const file = await files.read(key);
      if (file === undefined) throw vanished();
      copies.push(await storeDocument(context, jobId, filename, file.stream));
    }
    return copies;
  } catch (error) {
    await files.removeFiles(copies.map(({ key }) => key));
    throw error;
  }
}

function notFinished(reply: FastifyReply): AppError {
  reply.header("retry-after", 1);
  const message = "Not all jobs of this batch have ended. Wait for them, or name those whose PDFs you want.";
  return new AppError("conflict", "job_not_finished", message);
}

function tooMany(): InvalidValueError {
  const detail = `The batch has more than ${formLimits.files} PDFs, and a job at most so many documents. Name those that you want.`;
  return new InvalidValueError([{ pointer: "#/jobs", detail }]);
}

function vanished(): AppError {
  return new AppError("missing", "result_expired", "A result is no longer kept. Convert its document again.");
}
