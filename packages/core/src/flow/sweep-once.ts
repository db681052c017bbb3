import { endDeadLetter } from "./end-dead-letter.ts";
import type { RunReport } from "./run-report.ts";
import { type SweepReport, sweepJobs, sweepRemovals } from "./sweep-jobs.ts";
import { sweepOrphansInTurn } from "./sweep-orphans.ts";
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

/** A sweep of longer than this ends and is told of, though there is more to remove. */
const longestMs = 60_000;

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
  const parts = [sweepRescues, sweepDeadLetters, sweepOldJobs, ...(orphans ? [sweepOldFiles] : [])];
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

async function sweepRescues(sweeper: SweeperParts, sweep: Going, signal: AbortSignal): Promise<void> {
  for (let isMoreDue = true; isMoreDue && !signal.aborted; )
    isMoreDue = added(sweep, await sweepJobs(sweeper.backend, { ...sweeper, limit }));
}

/** However much is to be removed, jobs that somebody waits for are looked for after every piece of it. */
async function sweepOldJobs(sweeper: SweeperParts, sweep: Going, signal: AbortSignal): Promise<void> {
  const endBy = performance.now() + longestMs;
  for (let isMoreDue = true; isMoreDue && !signal.aborted && performance.now() < endBy; ) {
    isMoreDue = added(sweep, await sweepRemovals(sweeper.backend, { ...sweeper, limit }));
    if (isMoreDue) await sweepRescues(sweeper, sweep, signal);
  }
}

/** Whether it is worth asking for more: what went wrong stays due, and a list may be older than its jobs. */
function added(sweep: Going, { seen, errors, putOff, ...moves }: SweepReport): boolean {
  let moved = putOff;
  for (const move of ["sent", "expired", "lost", "removed", "told"] as const) {
    sweep[move] += moves[move];
    moved += moves[move];
  }
  sweep.errors.push(...errors);
  return seen === limit && errors.length === 0 && moved > 0;
}

async function sweepDeadLetters(sweeper: SweeperParts, sweep: Going, signal: AbortSignal): Promise<void> {
  const { deadLetters } = sweeper.backend;
  for (let left = limit; left > 0 && !signal.aborted; left -= 1) {
    const delivery = await deadLetters?.receive({ waitMs: 0, signal });
    if (delivery === undefined) return;
    sweep.deadLetters.push(await endDeadLetter(sweeper, delivery));
  }
}

async function sweepOldFiles(sweeper: SweeperParts, sweep: Going, signal: AbortSignal): Promise<void> {
  sweep.orphans = await sweepOrphansInTurn(sweeper, signal);
}
