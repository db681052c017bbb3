import { hasCallbacksLeft } from "../job/callback-moves.ts";
import { isTerminal, type Job } from "../job/job.ts";
import { expire, lose, putOffUntilLeaseEnds } from "../job/sweep-moves.ts";
import type { Backend } from "./backend.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { inParallel } from "./in-parallel.ts";
import { moveJob } from "./move-job.ts";
import { removeDueJobs } from "./remove-due-jobs.ts";
import { removeExpiredJob } from "./remove-job.ts";
import type { SweeperParts } from "./worker-parts.ts";

export interface SweepReport {
  readonly seen: number;
  readonly sent: number;
  readonly expired: number;
  readonly lost: number;
  readonly removed: number;
  /** Of which others are being told. */
  readonly told: number;
  /** Of which nothing was to be done yet. */
  readonly putOff: number;
  /** What went wrong with single jobs; they stay due. */
  readonly errors: readonly unknown[];
}

type Parts = Pick<SweeperParts, "policy" | "clock" | "callbacks">;

/** So many jobs are put right at the same time. */
const width = 16;

/**
 * Puts right what a death left behind: sends what was never sent or led to nothing, ends what waited or died too
 * often, tells others of what has ended. Every worker sweeps, without a leader: each step is a compare-and-set
 * or harmless twice, and trouble with one job keeps no other waiting. Looks at `limit` jobs at most; call again
 * while `seen` reaches it and there was no error.
 */
export async function sweepJobs(
  backend: Backend,
  { limit, ...parts }: Parts & { limit: number },
): Promise<SweepReport> {
  const report = { ...nothing, errors: [] as unknown[] };
  const { clock } = parts;
  const due = await backend.jobs.due("rescue", clock.now(), limit);
  // Not in the order in which another sweeper takes the same list.
  const places = new Map(due.map((job) => [job, clock.random()]));
  const inAnyOrder = due.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  await inParallel(inAnyOrder, width, async (job) => {
    report.seen += 1;
    try {
      const swept = await sweepJob(backend, job, parts);
      if (swept !== undefined) report[swept] += 1;
    } catch (error) {
      report.errors.push(error);
    }
  });
  return report;
}

/** Removes what was kept long enough. As `sweepJobs` in all else, and fails when the storage is away. */
export async function sweepRemovals(
  backend: Backend,
  { clock, limit }: Pick<Parts, "clock"> & { limit: number },
): Promise<SweepReport> {
  const due = await backend.jobs.due("removal", clock.now(), limit);
  return { ...nothing, seen: due.length, ...(await removeDueJobs(backend, due, clock)) };
}

const nothing = { seen: 0, sent: 0, expired: 0, lost: 0, removed: 0, told: 0, putOff: 0 };

async function sweepJob(
  backend: Backend,
  { id }: Job,
  { policy, clock, callbacks }: Parts,
): Promise<"sent" | "expired" | "lost" | "removed" | "told" | "putOff" | undefined> {
  const { jobs } = backend;
  const job = await jobs.find(id); // the list of due jobs may be older than the job
  if (job === undefined || job.dueAt > clock.now()) return undefined;
  if (isTerminal(job) && hasCallbacksLeft(job)) return (await callbacks?.start(job)) ? "told" : undefined;
  if (isTerminal(job)) return (await removeExpiredJob(backend, id, clock)) ? "removed" : undefined;
  const early = await moveJob(jobs, id, (now) => putOffUntilLeaseEnds(now, policy, clock.now()));
  if (early.moved) return "putOff";
  for (const [end, name] of [
    [expire, "expired"],
    [lose, "lost"],
  ] as const) {
    const { moved, job: ended } = await moveJob(jobs, id, (now) => end(now, policy, clock.now()));
    if (moved && ended?.callbacks !== undefined) await callbacks?.start(ended);
    if (moved) return name;
  }
  await enqueueJob(backend, job, { policy, clock });
  return "sent";
}
