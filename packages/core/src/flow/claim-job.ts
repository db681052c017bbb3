import { isTerminal, type Job } from "../job/job.ts";
import { claim } from "../job/lease-moves.ts";
import type { Refusal } from "../job/move.ts";
import { expire, lose } from "../job/sweep-moves.ts";
import type { Delivery } from "../seams/job-queue.ts";
import { type Moved, moveJob } from "./move-job.ts";
import type { SweeperParts } from "./worker-parts.ts";

export type Claimed =
  | { readonly claimed: true; readonly job: Job }
  | { readonly claimed: false; readonly reason: Refusal | "missing"; readonly job: Job | undefined };

/**
 * Claims the job of a delivery under `leaseOwner`. A job that is over or gone completes the message, and whoever is still
 * to be told of it is told now; one that is
 * too early or in another worker's hands hides it until it may be claimed; one that waited or died too often ends.
 */
export async function claimJob(
  worker: SweeperParts,
  delivery: Delivery,
  leaseOwner: string,
): Promise<Claimed> {
  const { backend, policy, clock } = worker;
  // With patience: a claim whose answer was lost would block the job for a whole lease and cost it a loss.
  const moved = await moveJob(
    backend.jobs,
    delivery.jobId,
    (job) => claim(job, leaseOwner, policy, clock.now()),
    { patienceMs: 5_000, clock },
  );
  if (moved.moved) return { claimed: true, job: moved.job };
  const end = { "too-late": expire, "no-losses-left": lose }[moved.reason as string];
  if (end)
    await settleUnclaimed(
      worker,
      delivery,
      await moveJob(backend.jobs, delivery.jobId, (job) => end(job, policy, clock.now())),
    );
  else await settleUnclaimed(worker, delivery, moved);
  return { claimed: false, reason: moved.reason, job: moved.job };
}

async function settleUnclaimed(
  { policy, clock, callbacks }: SweeperParts,
  delivery: Delivery,
  { job }: Moved,
): Promise<void> {
  if (job === undefined || isTerminal(job)) {
    await delivery.complete();
    if (job?.callbacks !== undefined) await callbacks?.start(job);
    return;
  }
  const claimableAt = job.leaseUntil === null ? job.notBefore : job.leaseUntil + policy.clockAllowanceMs + 1;
  await delivery.release(Math.max(0, claimableAt - clock.now()));
}
