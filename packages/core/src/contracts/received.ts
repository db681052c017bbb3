import assert from "node:assert/strict";
import type { Delivery, JobQueue } from "../seams/job-queue.ts";

/** The next delivery, of `jobId` where one is named; fails when none came in time. */
export async function received(queue: JobQueue, jobId?: string, withinMs = 15_000): Promise<Delivery> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    const delivery = await queue.receive({ waitMs: 200 });
    if (delivery === undefined) continue;
    if (jobId !== undefined) assert.equal(delivery.jobId, jobId);
    return delivery;
  }
  return assert.fail(`no delivery${jobId === undefined ? "" : ` of ${jobId}`} came within ${withinMs} ms`);
}

/** For longer than any message of the test was hidden or delayed. */
export async function nothingComes(queue: JobQueue, forMs = 500): Promise<void> {
  const until = performance.now() + forMs;
  do assert.equal((await queue.receive({ waitMs: 200 }))?.jobId, undefined);
  while (performance.now() < until);
}
