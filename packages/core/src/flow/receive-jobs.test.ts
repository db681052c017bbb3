import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { MemoryJobQueue } from "../memory/memory-job-queue.ts";
import type { Delivery } from "../seams/job-queue.ts";
import { eventually } from "../test-support/conditions.ts";
import { receiveJobs } from "./receive-jobs.ts";

async function queueOf(count: number): Promise<MemoryJobQueue> {
  const queue = new MemoryJobQueue({ visibilityMs: 60_000 });
  for (let index = 0; index < count; index += 1) await queue.send(`job-${index}`, { owner: "owner-1" });
  return queue;
}

const unexpected = (error: unknown) => assert.fail(String(error));

describe("receiveJobs", () => {
  it("runs as many jobs at once as it has slots, and takes the next only when one is free", async () => {
    const queue = await queueOf(5);
    const ends: (() => void)[] = [];
    const run = (delivery: Delivery) =>
      new Promise<void>((resolve) => {
        ends.push(() => void delivery.complete().then(resolve));
      });
    const stop = new AbortController();
    const receiving = receiveJobs(
      { queue, slots: 2, run, onUnavailable: unexpected, waitMs: 10 },
      stop.signal,
    );
    for (let started = 2; started <= 5; started += 1) {
      await eventually(async () => assert.equal(ends.length, started));
      assert.equal(await queue.depth(), 5 - started);
      ends[started - 2]?.();
    }
    stop.abort();
    ends[4]?.();
    await receiving;
  });

  it("returns only when every slot is empty", async () => {
    const queue = await queueOf(1);
    const end = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const run = () => {
      begun.resolve();
      return end.promise;
    };
    const stop = new AbortController();
    let isOver = false;
    const parts = { queue, slots: 2, run, onUnavailable: unexpected, waitMs: 10_000 };
    const receiving = receiveJobs(parts, stop.signal).then(() => {
      isOver = true;
    });
    await begun.promise;
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(!isOver);
    end.resolve();
    await receiving;
  });

  it("gives back what it received in the moment in which it was told to stop", async () => {
    const queue = await queueOf(1);
    const stop = new AbortController();
    const late = Object.assign(Object.create(queue), {
      receive: async () => {
        const delivery = await queue.receive({ waitMs: 0 });
        stop.abort();
        return delivery;
      },
    });
    const run = () => assert.fail("it must not run");
    await receiveJobs({ queue: late, slots: 1, run, onUnavailable: unexpected, waitMs: 10 }, stop.signal);
    assert.equal(await queue.depth(), 1);
  });

  it("tells that the queue is away, and goes on when it is back", async () => {
    const queue = await queueOf(1);
    const errors: unknown[] = [];
    const away = new AppError("unavailable", "job_queue_unavailable", "Try again later.");
    const flaky = Object.assign(Object.create(queue), {
      receive: (options: { waitMs: number }) =>
        errors.length < 2 ? Promise.reject(away) : queue.receive(options),
    });
    const stop = new AbortController();
    const run = async () => stop.abort();
    const onUnavailable = (error: unknown) => errors.push(error);
    await receiveJobs({ queue: flaky, slots: 1, run, onUnavailable, waitMs: 10 }, stop.signal);
    assert.deepEqual(errors, [away, away]);
  });
});
