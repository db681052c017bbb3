import type { Callback } from "../job/callback.ts";
import {
  type CallbackToken,
  deferCallback,
  finishCallback,
  postponeCallback,
} from "../job/callback-moves.ts";
import type { Job } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import type { CallbackSender, ReadyCallback, SendOutcome } from "../seams/callback-sender.ts";
import type { Clock } from "../seams/clock.ts";
import type { JobStore } from "../seams/job-store.ts";
import type { CallbackReport } from "./callback-report.ts";
import { moveJob } from "./move-job.ts";

export interface CallbackParts {
  readonly jobs: JobStore;
  readonly sender: CallbackSender;
  readonly policy: JobPolicy;
  readonly clock: Clock;
}

/** So long an answer is held until the row knows of it: else it would be sent once more. */
const patienceMs = 10_000;

/**
 * One attempt at a callback that was claimed, from the sending to the row. Never fails: what went wrong is in the
 * report. An attempt that `signal` breaks off may be made again at once, by anyone.
 */
export async function sendCallback(
  parts: CallbackParts,
  job: Job,
  callback: ReadyCallback,
  signal: AbortSignal,
): Promise<CallbackReport> {
  const { clock } = parts;
  const { id, host, attempts } = callback;
  const startedAt = clock.now();
  const report = { jobId: job.id, callbackId: id, host, attempt: attempts, tookMs: 0 };
  try {
    const outcome = await parts.sender.send(job, callback, signal);
    report.tookMs = clock.now() - startedAt;
    const after = await write(parts, job.id, { id, attempts }, outcome, signal);
    if (after === undefined) return { ...report, outcome: "refused" };
    if (after.state === "delivered" || after.state === "skipped") return { ...report, outcome: after.state };
    const problem = after.problem ?? "It was broken off.";
    return { ...report, outcome: after.state === "failed" ? "failed" : "again", problem };
  } catch (error) {
    return { ...report, outcome: "interrupted", error, tookMs: clock.now() - startedAt };
  }
}

/** The callback as it is now; undefined when it is no longer ours. */
async function write(
  { jobs, policy, clock }: CallbackParts,
  jobId: string,
  token: CallbackToken,
  outcome: SendOutcome,
  signal: AbortSignal,
): Promise<Callback | undefined> {
  const moved = await moveJob(
    jobs,
    jobId,
    (job) => {
      if (outcome.sent) return finishCallback(job, token, outcome.skipped === true ? "skipped" : "delivered");
      const now = clock.now();
      if (signal.aborted) return postponeCallback(job, token, now);
      return deferCallback(job, token, outcome, { policy, now, random: clock.random });
    },
    { patienceMs, clock },
  );
  return moved.moved ? moved.job.callbacks?.find(({ id }) => id === token.id) : undefined;
}
