import { endDeadLetter } from "./end-dead-letter.ts";
import type { RunReport } from "./run-report.ts";
import { sweepJobs } from "./sweep-jobs.ts";
import { sweepOrphans } from "./sweep-orphans.ts";
import type { SweeperParts } from "./worker-parts.ts";

/** What one sweep did, for log and metrics. */
export interface Sweep {
  /** Jobs, by what was done with them: see `sweepJobs`. */
  readonly sent: number;
  readonly expired: number;
  readonly lost: number;
  readonly removed: number;
  readonly told: number;
  /** Stored files without a job that were removed. */
  readonly orphans: number;
  /** One for each message that the queue had set aside. */
  readonly deadLetters: readonly RunReport[];
  /** What went wrong; the next sweep tries it again. */
  readonly errors: readonly unknown[];
}

/** Jobs are asked for so many at a time, and so many dead letters are ended in one sweep. */
const limit = 100;

/** Longer than any request takes between its upload and its job. */
const orphanAgeMs = 3_600_000;

/**
 * Everything that a worker puts right besides its own jobs: jobs that are due, messages that the queue set aside and,
 * if `orphans`, stored files without a job. Those are many to look at: once an hour is enough. Never fails, and ends
 * even if every job fails: what went wrong is in the report, and keeps nothing else from being swept.
 */
export async function sweepOnce(
  sweeper: SweeperParts,
  { orphans, signal }: { orphans: boolean; signal: AbortSignal },
): Promise<Sweep> {
  const sweep: Going = {
    sent: 0,
    expired: 0,
    lost: 0,
    removed: 0,
    told: 0,
    orphans: 0,
    deadLetters: [],
    errors: [],
  };
  const parts = [sweepDueJobs, sweepDeadLetters, ...(orphans ? [sweepOldFiles] : [])];
  for (const part of parts)
    try {
      await part(sweeper, sweep, signal);
    } catch (error) {
      sweep.errors.push(error);
    }
  return sweep;
}

/** A sweep that goes on. */
type Going = { -readonly [K in keyof Sweep]: Sweep[K] extends readonly (infer T)[] ? T[] : Sweep[K] };

async function sweepDueJobs(sweeper: SweeperParts, sweep: Going, signal: AbortSignal): Promise<void> {
  for (let isMoreDue = true; isMoreDue && !signal.aborted; ) {
    const { seen, errors, ...moves } = await sweepJobs(sweeper.backend, { ...sweeper, limit });
    let moved = 0;
    for (const move of ["sent", "expired", "lost", "removed", "told"] as const) {
      sweep[move] += moves[move];
      moved += moves[move];
    }
    sweep.errors.push(...errors);
    // What went wrong stays due, and a list may be older than its jobs: asking at once would give the same jobs again.
    isMoreDue = seen === limit && errors.length === 0 && moved > 0;
  }
}

async function sweepDeadLetters(sweeper: SweeperParts, sweep: Going, signal: AbortSignal): Promise<void> {
  const { deadLetters } = sweeper.backend;
  for (let left = limit; left > 0 && !signal.aborted; left -= 1) {
    const delivery = await deadLetters?.receive({ waitMs: 0, signal });
    if (delivery === undefined) return;
    sweep.deadLetters.push(await endDeadLetter(sweeper, delivery));
  }
}

async function sweepOldFiles(
  { backend, clock }: SweeperParts,
  sweep: Going,
  signal: AbortSignal,
): Promise<void> {
  sweep.orphans = await sweepOrphans(backend, clock.now() - orphanAgeMs, signal);
}
