import { failureOf } from "../conversion/failures.ts";
import { fail } from "../job/finish-moves.ts";
import type { Delivery } from "../seams/job-queue.ts";
import { claimJob } from "./claim-job.ts";
import { moveJob } from "./move-job.ts";
import type { RunReport } from "./run-report.ts";
import type { SweeperParts } from "./worker-parts.ts";

/**
 * The end of a job whose message was handed over so often that the queue set it aside: whoever got it died or gave up
 * before the job's own budgets could end it. Nothing is converted; the job fails as `worker_lost`. One that is over,
 * gone, too early or in living hands is treated as any other delivery of it. Fails when the backend is away; then
 * the message comes again.
 */
export async function endDeadLetter(worker: SweeperParts, delivery: Delivery): Promise<RunReport> {
  const { backend, policy, clock } = worker;
  const report = { jobId: delivery.jobId, attempt: 0, waitedMs: 0, convertMs: 0, totalMs: 0 };
  const owner = `${worker.name}.dead-letters`;
  const claimed = await claimJob(worker, delivery, owner);
  if (!claimed.claimed) return { ...report, outcome: "skipped", reason: claimed.reason };
  const { attempt } = claimed.job;
  const failure = { ...failureOf("worker_lost"), retry: false };
  const time = { policy, now: clock.now(), random: clock.random };
  const moved = await moveJob(backend.jobs, delivery.jobId, (job) =>
    fail(job, { attempt, owner }, failure, time),
  );
  await delivery.complete();
  if (!moved.moved) return { ...report, attempt, outcome: "refused", reason: moved.reason };
  return { ...report, attempt, outcome: "failed", code: failure.code };
}
