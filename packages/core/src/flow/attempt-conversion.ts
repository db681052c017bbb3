import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError, isAppError } from "../app-error.ts";
import { type Failure, failureOf, failures } from "../conversion/failures.ts";
import type { ConversionOutcome } from "../conversion/outcome.ts";
import type { Job } from "../job/job.ts";
import type { AttemptOutcome } from "./attempt-outcome.ts";
import { type Fetched, fetchUploads } from "./fetch-uploads.ts";
import type { KeptLease } from "./keep-lease.ts";
import { storeResult } from "./store-result.ts";
import type { WorkerParts } from "./worker-parts.ts";

/**
 * Source → convert → result, in a folder that is gone afterwards. What the document is to blame for fails the
 * attempt, and so does a fault of this program while it has the document: otherwise such a document would be tried
 * until it has brought down every worker. What the machine or a service is to blame for, or a drain, releases the
 * job. Losing the job or `signal` kills the conversion.
 */
export async function attemptConversion(
  worker: WorkerParts,
  job: Job,
  lease: KeptLease,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const stop = AbortSignal.any([signal, lease.lost]);
  let folder: string;
  try {
    folder = await mkdtemp(join(worker.workFolder, "job-"));
  } catch (error) {
    return { kind: "released", draining: false, error: asFull(error), convertMs: 0 };
  }
  const outcome = await attemptIn(folder, { worker, job, lease, stop });
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    return outcome;
  } catch (error) {
    return { error, ...outcome };
  }
}

async function attemptIn(
  folder: string,
  { worker, job, lease, stop }: { worker: WorkerParts; job: Job; lease: KeptLease; stop: AbortSignal },
): Promise<AttemptOutcome> {
  let convertMs = 0;
  try {
    const fetched = await fetchUploads(worker.backend.files, job, folder, stop);
    if (fetched === undefined)
      return { kind: "failed", failure: failureOf("source_missing"), retry: false, convertMs };
    const own = join(folder, "conversion");
    await mkdir(own);
    const startedAt = performance.now();
    const outcome = await convert(worker, job, { folder: own, fetched, lease, stop });
    convertMs = Math.round(performance.now() - startedAt);
    if (!outcome.ok) {
      if (stop.aborted) return { kind: "released", draining: true, convertMs };
      return failedAs(outcome.failure, convertMs);
    }
    lease.report({ phase: "storing", percent: 99 });
    return { kind: "made", convertMs, ...(await storeResult(worker.backend.files, job, outcome.conversion)) };
  } catch (error) {
    return { kind: "released", draining: stop.aborted, error: asFull(error), convertMs };
  }
}

function failedAs(
  { detail, ...failure }: Failure,
  convertMs: number,
): AttemptOutcome & { readonly kind: "failed" } {
  const { retry } = failures[failure.code];
  return { kind: "failed", failure, retry, convertMs, ...(detail !== undefined && { detail }) };
}

/** Fails for what is no fault of the document only: any other error of the converter is a failure of the attempt. */
async function convert(
  { converter }: WorkerParts,
  job: Job,
  at: { folder: string; fetched: Fetched; lease: KeptLease; stop: AbortSignal },
): Promise<ConversionOutcome> {
  const request = {
    ...at.fetched,
    format: job.format,
    options: job.options,
    ...(job.password !== null && { password: job.password }),
    ...(job.resultPasswords != null && { resultPasswords: job.resultPasswords }),
    folder: at.folder,
  };
  try {
    return await converter.convert(request, { signal: at.stop, onProgress: at.lease.report });
  } catch (error) {
    if (isAppError(error) || isSystemError(error)) throw error;
    const failure = failureOf(
      "engine_crashed",
      "The conversion failed on this document. Save it anew and upload it again.",
    );
    return { ok: false, failure: { ...failure, detail: faultOf(error) } };
  }
}

/** A full disk, too many open files and the like: the system refused something. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}

/** Where in this program it happened; the message may hold words of the document. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return "unexpected error";
  const at = error.stack?.split("\n").find((line) => line.startsWith("    at ")) ?? "";
  return `unexpected ${error.name}${at.replace("    at", " at")}`;
}

function asFull(error: unknown): unknown {
  const isFull = !isAppError(error) && (error as NodeJS.ErrnoException)?.code === "ENOSPC";
  if (!isFull) return error;
  return new AppError(
    "unavailable",
    "work_folder_full",
    "The disk of the work folder is full. Free space or move WORK_PATH.",
    error,
  );
}
