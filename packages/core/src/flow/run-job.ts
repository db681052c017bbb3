import { randomUUID } from "node:crypto";
import { isAppError } from "../app-error.ts";
import { type FailureCode, failureOf } from "../conversion/failures.ts";
import { fail, release, succeed } from "../job/finish-moves.ts";
import type { Job } from "../job/job.ts";
import { isThumbnailWanted } from "../job/thumbnail-moves.ts";
import type { Delivery } from "../seams/job-queue.ts";
import { attemptConversion } from "./attempt-conversion.ts";
import type { AttemptOutcome } from "./attempt-outcome.ts";
import { claimJob } from "./claim-job.ts";
import { drawThumbnail } from "./draw-thumbnail.ts";
import { type KeptLease, keepLease, type LeaseParts } from "./keep-lease.ts";
import { moveJob } from "./move-job.ts";
import type { RunReport } from "./run-report.ts";
import type { WorkerParts } from "./worker-parts.ts";

/** What happens to a claimed job; a test may work without LibreOffice, files and timers. */
export interface Work {
  readonly keepLease: (parts: LeaseParts, claimed: Job, delivery: Delivery) => KeptLease;
  readonly attempt: typeof attemptConversion;
}

/**
 * One delivery from claim to end: claim → keep the lease → convert and store the result → write the outcome → only
 * then complete the message. If the worker dies at any point, the job is claimed again after its lease, and the message comes
 * again. Never fails: what went wrong is in the report.
 */
export async function runJob(
  worker: WorkerParts,
  delivery: Delivery,
  signal: AbortSignal,
  { keepLease: keep, attempt }: Work = { keepLease, attempt: attemptConversion },
): Promise<RunReport> {
  const receivedAt = worker.clock.now();
  const { jobId, traceparent } = delivery;
  const traced = traceparent === undefined ? {} : { traceparent };
  const report = { jobId, ...traced, attempt: 0, waitedMs: 0, convertMs: 0, totalMs: 0 };
  try {
    if (signal.aborted) {
      await delivery.release(0);
      return { ...report, outcome: "skipped", reason: "draining" };
    }
    const claimed = await claimJob(worker, delivery, `${worker.name}.${randomUUID()}`);
    if (!claimed.claimed) {
      if (claimed.job === undefined || !isThumbnailWanted(claimed.job))
        return { ...report, outcome: "skipped", reason: claimed.reason };
      await drawThumbnail(worker, claimed.job, signal);
      return { ...report, outcome: "drawn", totalMs: worker.clock.now() - receivedAt };
    }
    const { job } = claimed;
    report.attempt = job.attempt;
    report.waitedMs = receivedAt - job.notBefore;
    const lease = keep({ ...worker, jobs: worker.backend.jobs }, job, delivery);
    try {
      const outcome = await attempt(worker, job, lease, signal);
      report.convertMs = outcome.convertMs;
      const ended = await writeOutcome(worker, job, outcome);
      await lease.stop(); // no heartbeat of ours may hide the message again once it is released
      await settle(delivery, ended.job, worker.clock.now());
      await startCallbacks(worker, ended.job);
      return { ...report, ...ended.report, totalMs: worker.clock.now() - receivedAt };
    } finally {
      await lease.stop();
    }
  } catch (error) {
    // The row may or may not have been written. Either way nothing is lost: a job that is still processing is claimed again
    // after its lease, and the message comes again after its visibility timeout and is completed if the job has ended.
    return { ...report, outcome: "interrupted", error, totalMs: worker.clock.now() - receivedAt };
  }
}

type Written = { job: Job | undefined; report: Pick<RunReport, "outcome" | "code" | "detail" | "error"> };

async function writeOutcome(worker: WorkerParts, claimed: Job, outcome: AttemptOutcome): Promise<Written> {
  const { policy, clock, backend } = worker;
  const token = { attempt: claimed.attempt, owner: claimed.leaseOwner ?? "" };
  const moved = await moveJob(
    backend.jobs,
    claimed.id,
    (job) => {
      const now = clock.now();
      if (outcome.kind === "made") return succeed(job, token, outcome, policy, now);
      if (outcome.kind === "failed") {
        return fail(
          job,
          token,
          { ...outcome.failure, retry: outcome.retry },
          { policy, now, random: clock.random },
        );
      }
      return release(job, token, delayOf(outcome, job), failureOf(codeOf(outcome.error)), policy, now);
    },
    { patienceMs: policy.leaseMs, clock },
  );
  const detail = outcome.kind === "failed" && outcome.detail !== undefined ? { detail: outcome.detail } : {};
  const cause = outcome.error !== undefined ? { error: outcome.error } : {};
  if (moved.moved) return { job: moved.job, report: { ...wordFor(moved.job), ...detail, ...cause } };
  if (outcome.kind === "made" && moved.job?.result?.key !== outcome.result.key)
    await backend.files.remove(outcome.prefix);
  return { job: moved.job, report: { outcome: "refused", ...cause } };
}

/** What is told of a job that was given back too often. */
function codeOf(error: unknown): FailureCode {
  return isAppError(error, "engine_unavailable") ? "engine_unavailable" : "unavailable";
}

function delayOf(outcome: AttemptOutcome & { kind: "released" }, job: Job): number {
  return outcome.draining ? 0 : Math.min(30_000, 1_000 * 2 ** job.releases);
}

function wordFor(job: Job): Pick<RunReport, "outcome" | "code"> {
  if (job.status === "succeeded") return { outcome: "succeeded" };
  if (job.status === "queued") return { outcome: "again" };
  return { outcome: "failed", ...(job.error && { code: job.error.code }) };
}

/** Whoever wants to be told of the job's end is told now; what cannot begin now is found by the sweeper. */
async function startCallbacks({ callbacks }: WorkerParts, job: Job | undefined): Promise<void> {
  try {
    if (job?.callbacks !== undefined) await callbacks?.start(job);
  } catch (error) {
    if (!isAppError(error)) throw error;
    // The store is away; the row is due.
  }
}

/** The message follows the row: gone when the job is terminal or gone, hidden until somebody may claim it otherwise. */
async function settle(delivery: Delivery, job: Job | undefined, now: number): Promise<void> {
  try {
    if (job === undefined || (job.status !== "queued" && job.status !== "processing"))
      await delivery.complete();
    else if (job.status === "queued") await delivery.release(Math.max(0, job.notBefore - now));
    else await delivery.release(Math.max(0, (job.leaseUntil ?? now) - now));
  } catch (error) {
    if (!isAppError(error)) throw error;
    // The queue is away. The row holds the truth; the message comes again and is then found to be needless.
  }
}
