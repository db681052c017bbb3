import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JobQueue } from "../seams/job-queue.ts";
import { nothingComes, received } from "./received.ts";
import { contractOptions, type QueueSubject, withSubject } from "./subject.ts";

/** A message may come this much too early, for clocks that count coarsely. */
const earlyMs = 100;

/** What a delivery is to the one who has it, and to everybody else. */
export function testHiding(create: () => Promise<QueueSubject>): void {
  const queue = (body: (queue: JobQueue, visibilityMs: number) => Promise<void>) =>
    withSubject(create, (subject, { visibilityMs }) => body(subject, visibilityMs));
  const owner = "owner-1";

  describe("a delivery", contractOptions, () => {
    it(
      "is given to one of several receivers only",
      queue(async (queue, visibilityMs) => {
        const sent = Array.from({ length: 20 }, (_, index) => `job-${index}`);
        for (const id of sent) await queue.send(id, { owner });
        const hiddenFrom = new Map<string, number>();
        const done = new Map<string, number>();
        const receiver = async () => {
          while (done.size < sent.length) {
            const askedAt = performance.now();
            const delivery = await queue.receive({ waitMs: 0 });
            if (delivery === undefined) continue;
            const { jobId } = delivery;
            const hiddenSince = hiddenFrom.get(jobId);
            if (hiddenSince !== undefined)
              assert.ok(performance.now() - hiddenSince >= visibilityMs, `${jobId} was given to two`);
            assert.ok(askedAt <= (done.get(jobId) ?? Infinity), `${jobId} came after its completion`);
            hiddenFrom.set(jobId, askedAt);
            await delivery.complete();
            done.set(jobId, performance.now());
          }
        };
        await Promise.all(Array.from({ length: 5 }, receiver));
        await nothingComes(queue, visibilityMs);
      }),
    );

    it(
      "comes again, counted, when its time is over, and not before",
      queue(async (queue, visibilityMs) => {
        await queue.send("job-1", { owner });
        const askedAt = performance.now();
        const first = await received(queue);
        assert.equal(first.receives, 1);
        const second = await received(queue);
        assert.ok(performance.now() - askedAt >= visibilityMs - earlyMs);
        assert.equal(second.jobId, "job-1");
        assert.ok(second.receives > 1);
      }),
    );

    it(
      "stays hidden for as long as it was extended, counted from then",
      queue(async (queue, visibilityMs) => {
        await queue.send("job-1", { owner });
        const first = await received(queue);
        await first.extend(600_000);
        const extendedAt = performance.now();
        await first.extend(visibilityMs + 2_000);
        await received(queue, "job-1", visibilityMs + 20_000);
        assert.ok(performance.now() - extendedAt >= visibilityMs + 2_000 - earlyMs);
      }),
    );

    it(
      "never comes again once completed, though completed twice and released afterwards",
      queue(async (queue, visibilityMs) => {
        await queue.send("job-1", { owner });
        const delivery = await received(queue);
        await delivery.complete();
        await delivery.complete();
        await delivery.release(0);
        await delivery.extend(1_000);
        await nothingComes(queue, visibilityMs + 1_500);
      }),
    );

    it(
      "comes again at once when released without delay",
      queue(async (queue) => {
        await queue.send("job-1", { owner });
        const first = await received(queue);
        await first.extend(600_000);
        await first.release(0);
        assert.ok((await received(queue, "job-1")).receives > 1);
      }),
    );

    it(
      "comes again after the delay with which it was released, and not before",
      queue(async (queue, visibilityMs) => {
        await queue.send("job-1", { owner });
        const first = await received(queue);
        await first.extend(600_000);
        const releasedAt = performance.now();
        await first.release(visibilityMs + 1_000);
        await received(queue, "job-1", visibilityMs + 20_000);
        assert.ok(performance.now() - releasedAt >= visibilityMs + 1_000 - earlyMs);
      }),
    );

    it(
      "that has come again elsewhere can no longer be touched through its first delivery",
      queue(async (queue) => {
        await queue.send("job-1", { owner });
        const stale = await received(queue);
        const fresh = await received(queue);
        await fresh.extend(4_000);
        const extendedAt = performance.now();
        await stale.release(0);
        await stale.extend(600_000);
        await stale.complete();
        await received(queue, "job-1", 20_000);
        assert.ok(performance.now() - extendedAt >= 4_000 - earlyMs);
      }),
    );

    it(
      "with a count of handings-over grows with each of them",
      queue(async (queue) => {
        await queue.send("job-1", { owner });
        for (let receives = 1; receives <= 4; receives += 1) {
          const delivery = await received(queue, "job-1");
          assert.equal(delivery.receives, receives);
          await delivery.release(0);
        }
      }),
    );
  });
}
