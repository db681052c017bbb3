import { isAppError } from "../app-error.ts";
import { type Hold, isHeldBy, renew } from "../job/hold-moves.ts";
import type { Job, Phase } from "../job/job.ts";
import type { JobPolicy } from "../job/job-policy.ts";
import type { Clock } from "../seams/clock.ts";
import type { Delivery } from "../seams/job-queue.ts";
import type { JobStore } from "../seams/job-store.ts";
import { moveJob } from "./move-job.ts";

export interface HeldJob {
  readonly hold: Hold;
  /** Aborted as soon as it is known that the job is no longer ours: canceled, removed, or taken by another. */
  readonly lost: AbortSignal;
  report(progress: { phase: Phase; percent: number }): void;
  /** Ends the heartbeat and waits for the look that is under way. */
  letGo(): Promise<void>;
}

export interface Holding {
  readonly jobs: JobStore;
  readonly policy: JobPolicy;
  readonly clock: Clock;
  /** How often the job is looked at, and progress written: the longest that a cancel stays unnoticed. */
  readonly lookIntervalMs: number;
}

/**
 * Keeps a claimed job ours: looks at it every `lookIntervalMs`, renews lease and visibility at a third of the lease,
 * writes progress on the way. When the store cannot be asked, it goes on until the lease is over; from then on
 * another worker may have the job.
 */
export function holdJob(
  { jobs, policy, clock, lookIntervalMs }: Holding,
  claimed: Job,
  delivery: Delivery,
  every: (ms: number, tick: () => void) => () => void = everyInterval,
): HeldJob {
  const hold: Hold = { attempt: claimed.attempt, owner: claimed.leaseOwner ?? "" };
  const lost = new AbortController();
  let seen: { phase: Phase; percent: number } = { phase: claimed.phase, percent: claimed.percent };
  let written = seen;
  let renewedAt = claimed.startedAt ?? clock.now();
  let extendedAt = clock.now();
  let leaseEnds = performance.now() + policy.leaseMs;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const now = clock.now();
    // A clock that was put back says nothing about how long ago it was.
    const isTime = (last: number) => now - last >= policy.leaseMs / 3 || now < last;
    try {
      if (isTime(renewedAt) || seen !== written) await renewNow(now);
      else if (!isStillHeld(await jobs.find(claimed.id))) lost.abort();
      if (isTime(extendedAt) && !lost.signal.aborted) {
        await delivery.extend(policy.leaseMs);
        extendedAt = now;
      }
    } catch (error) {
      // The store or queue is away: the lease protects the job until it ends, then somebody else may hold it.
      const isAway = isAppError(error) && error.kind === "unavailable";
      if (!isAway || performance.now() >= leaseEnds) lost.abort(error);
    }
  }

  async function renewNow(now: number): Promise<void> {
    const reported = seen;
    const asked = performance.now();
    const moved = await moveJob(jobs, claimed.id, (job) => renew(job, hold, reported, policy, now));
    if (!moved.moved) return lost.abort();
    written = reported;
    renewedAt = now;
    leaseEnds = asked + policy.leaseMs;
  }

  const isStillHeld = (job: Job | undefined) => job !== undefined && isHeldBy(job, hold);

  const stop = every(lookIntervalMs, () => {
    if (lost.signal.aborted) return;
    if (looking !== undefined) {
      if (performance.now() >= leaseEnds) lost.abort(); // the store neither answers nor fails
      return;
    }
    looking = look().finally(() => {
      looking = undefined;
    });
  });

  return {
    hold,
    lost: lost.signal,
    report: (progress) => {
      seen = progress;
    },
    letGo: async () => {
      stop();
      await looking;
    },
  };
}

function everyInterval(ms: number, tick: () => void): () => void {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
}
