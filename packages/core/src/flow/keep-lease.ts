import { isAppError } from "../app-error.ts";
import type { Job, Progress } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import { type ClaimToken, isClaimedWith, isDueSoon, renew } from "../job/lease-moves.ts";
import type { Clock } from "../seams/clock.ts";
import type { Delivery } from "../seams/job-queue.ts";
import type { JobStore } from "../seams/job-store.ts";
import { moveJob } from "./move-job.ts";

export interface KeptLease {
  readonly token: ClaimToken;
  /** Aborted as soon as it is known that the job is no longer ours: canceled, removed, or claimed by another. */
  readonly lost: AbortSignal;
  report(progress: Progress): void;
  /** Ends the heartbeats and waits for the one that is under way. */
  stop(): Promise<void>;
}

export interface LeaseParts {
  readonly jobs: JobStore;
  readonly policy: JobPolicy;
  readonly clock: Clock;
  /** How often the row is read and progress written: the longest that a cancel stays unnoticed. */
  readonly heartbeatIntervalMs: number;
}

/**
 * Keeps the lease of a claimed job: reads the row every `heartbeatIntervalMs`, renews lease and visibility after a third
 * of the lease, or when the sweeper would look at it soon, and writes progress on the way. When the store cannot be asked, it goes on until the lease is over; from
 * then on another worker may claim the job.
 */
export function keepLease(
  { jobs, policy, clock, heartbeatIntervalMs }: LeaseParts,
  claimed: Job,
  delivery: Delivery,
  every: (ms: number, tick: () => void) => () => void = everyInterval,
): KeptLease {
  const token: ClaimToken = { attempt: claimed.attempt, owner: claimed.leaseOwner ?? "" };
  const lost = new AbortController();
  let reported: Progress = { phase: claimed.phase, percent: claimed.percent };
  let written = reported;
  let renewedAt = claimed.startedAt ?? clock.now();
  let extendedAt = clock.now();
  let leaseEnds = performance.now() + policy.leaseMs;
  let beating: Promise<void> | undefined;

  async function beat(): Promise<void> {
    const now = clock.now();
    // A clock that was put back says nothing about how long ago it was.
    const isTime = (last: number) => now - last >= policy.leaseMs / 3 || now < last;
    try {
      if (isTime(renewedAt) || reported !== written) await renewNow(now);
      else await look(now);
      if (isTime(extendedAt) && !lost.signal.aborted) {
        await delivery.extend(policy.leaseMs);
        extendedAt = now;
      }
    } catch (error) {
      // The store or the queue is unavailable: the lease protects the job until it ends, then somebody else may claim it.
      const isUnavailable = isAppError(error) && error.kind === "unavailable";
      if (!isUnavailable || performance.now() >= leaseEnds) lost.abort(error);
    }
  }

  async function look(now: number): Promise<void> {
    const job = await jobs.find(claimed.id);
    if (job === undefined || !isClaimedWith(job, token)) lost.abort();
    else if (isDueSoon(job, now)) await renewNow(now);
  }

  async function renewNow(now: number): Promise<void> {
    const latest = reported;
    const asked = performance.now();
    const moved = await moveJob(jobs, claimed.id, (job) => renew(job, token, latest, policy, now));
    if (!moved.moved) return lost.abort();
    written = latest;
    renewedAt = now;
    leaseEnds = asked + policy.leaseMs;
  }

  const stopTimer = every(heartbeatIntervalMs, () => {
    if (lost.signal.aborted) return;
    if (beating !== undefined) {
      if (performance.now() >= leaseEnds) lost.abort(); // the store neither answers nor fails
      return;
    }
    beating = beat().finally(() => {
      beating = undefined;
    });
  });

  return {
    token,
    lost: lost.signal,
    report: (progress) => {
      reported = progress;
    },
    stop: async () => {
      stopTimer();
      await beating;
    },
  };
}

function everyInterval(ms: number, tick: () => void): () => void {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
}
