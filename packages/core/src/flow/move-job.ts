import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { isAppError } from "../app-error.ts";
import type { Job } from "../job/job.ts";
import type { Decision, Refusal } from "../job/move.ts";
import type { Clock } from "../seams/clock.ts";
import type { JobStore } from "../seams/job-store.ts";

export type Moved =
  | { readonly moved: true; readonly job: Job }
  | { readonly moved: false; readonly reason: Refusal | "missing"; readonly job: Job | undefined };

/**
 * Read → decide → compare-and-set; a lost race is decided again on what the winner left. While the store is
 * unavailable it tries again for `patienceMs`, then fails as the store did. A change whose answer was lost is
 * recognised, however late it arrived: the stored job is one that was sent.
 */
export async function moveJob(
  jobs: JobStore,
  id: string,
  decide: (job: Job) => Decision,
  { patienceMs = 0, clock }: { patienceMs?: number; clock?: Clock } = {},
): Promise<Moved> {
  const giveUpAt = performance.now() + patienceMs;
  let pausedMs = 0;
  const unanswered: Job[] = [];
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      const job = await jobs.find(id);
      if (job === undefined) return { moved: false, reason: "missing", job };
      if (unanswered.some((sent) => isDeepStrictEqual(job, sent))) return { moved: true, job };
      const decision = decide(job);
      if (!decision.allowed) return { moved: false, reason: decision.reason, job };
      unanswered.push(decision.job);
      if (await jobs.replace(decision.job, job.revision)) return { moved: true, job: decision.job };
      unanswered.pop();
    } catch (error) {
      pausedMs += pauseMs;
      const isPatient = pausedMs <= patienceMs && performance.now() + pauseMs <= giveUpAt;
      if (!isAppError(error) || error.kind !== "unavailable" || !isPatient) throw error;
      await (clock?.pause?.(pauseMs) ?? sleep(pauseMs));
    }
  }
}
