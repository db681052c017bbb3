import { setImmediate as settled } from "node:timers/promises";
import { isTerminal, type Job } from "../job/job.ts";
import { policy, type World } from "./world.ts";

const sweepEveryMs = 60_000;
/** Longer than any step sets the clock back. */
const longMs = 1_000 * policy.keepMs;

/**
 * Stops all faults. Every job must then end by itself and in time, and later leave nothing behind. Dead actors stay dead;
 * all others continue.
 */
export async function bringToRest(world: World): Promise<void> {
  await world.stage.calm();
  await untilIdle(world);
  world.invariants.isCalm = true;
  const now = world.clock.now();
  const endBy = Math.max(now, ...rowsAtWork(world).map((job) => latestEndOf(job, now)));
  await passUntil(world, () => rowsAtWork(world).length === 0);
  if (rowsAtWork(world).length > 0) fail(world, "every job ends");
  else if (world.clock.now() > endBy) fail(world, "every job ends within deadline, lease and sweep");
  await passUntil(world, () => world.jobs.rows.size === 0);
  if (world.jobs.rows.size > 0) fail(world, "every job is removed in the end");
  world.clock.pass(longMs);
  world.sweepOrphans();
  await untilIdle(world);
  if (world.files.keys().length > 0) fail(world, `no file is left: ${world.files.keys()}`);
  world.clock.pass(longMs);
  await handleMessages(world);
  if ((await world.queue.depth()) > 0) fail(world, "no message is left");
}

function latestEndOf(job: Job, now: number): number {
  const retriesMs = policy.maxFailures * (policy.retryCapMs + policy.sendGraceMs);
  const leaseEnd = (job.leaseUntil ?? 0) + policy.clockAllowanceMs;
  const last = Math.max(now, job.deadlineAt, leaseEnd, job.dueAt);
  return last + retriesMs + 2 * policy.clockAllowanceMs + sweepEveryMs;
}

/** Sweeps, handles messages, and moves the clock to the next time at which something is due. */
async function passUntil(world: World, isOver: () => boolean): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    await handleMessages(world);
    world.sweep();
    await untilIdle(world);
    await handleMessages(world);
    if (isOver()) return;
    // A worker whose clock is behind the sweeper's hides the message for the difference.
    world.clock.pass(2 * policy.clockAllowanceMs);
    await handleMessages(world);
    if (isOver()) return;
    const due = [...world.jobs.rows.values()].map((job) => job.dueAt);
    world.clock.pass(Math.max(sweepEveryMs / 10, Math.min(...due) - world.clock.now() + 1));
  }
}

async function handleMessages(world: World): Promise<void> {
  for (let count = 0; count < 100 && (await world.queue.depth()) > 0; count += 1) {
    world.work();
    await untilIdle(world);
  }
}

async function untilIdle(world: World): Promise<void> {
  for (let turn = 0; turn < 500 && world.running().length > 0; turn += 1) await settled();
  if (world.running().length > 0) fail(world, `everybody comes to an end: ${world.running()[0]?.name}`);
}

function rowsAtWork(world: World): Job[] {
  return [...world.jobs.rows.values()].filter((job) => !isTerminal(job));
}

function fail(world: World, promise: string): void {
  world.invariants.broken.push(`${promise}: ${JSON.stringify([...world.jobs.rows.values()])}`);
}
