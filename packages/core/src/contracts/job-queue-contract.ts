import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { newJobId } from "../flow/job-id.ts";
import type { JobQueue } from "../seams/job-queue.ts";
import { eventually } from "./eventually.ts";
import { testHiding } from "./hidden-messages-contract.ts";
import { nothingComes, received } from "./received.ts";
import { contractOptions, type QueueSubject, withSubject } from "./subject.ts";

/** Everything a JobQueue promises. `create` gives an empty queue each time. */
export function testJobQueue(name: string, create: () => Promise<QueueSubject>): void {
  const queue = (body: (queue: JobQueue, opened: QueueSubject) => Promise<void>) => withSubject(create, body);
  const owner = "owner-1";

  describe(`${name} keeps the JobQueue contract`, contractOptions, () => {
    it(
      "hands over what was sent, whoever the owner is",
      queue(async (queue) => {
        const owners = ["owner-1", "équipe 東京 🦉", "a b/c:'\"", "x".repeat(300)];
        const sent = owners.map(() => newJobId(Date.now()));
        for (const [index, id] of sent.entries()) await queue.send(id, { owner: owners[index] ?? "" });
        const got: string[] = [];
        while (got.length < sent.length) {
          const delivery = await received(queue);
          assert.equal(delivery.receives, 1);
          got.push(delivery.jobId);
          await delivery.complete();
        }
        assert.deepEqual(got.toSorted(), sent.toSorted());
      }),
    );

    it(
      "hands the traceparent on with which a message was sent, each time, and none where none was given",
      queue(async (queue) => {
        const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        await queue.send("traced", { owner, traceparent });
        for (let receives = 1; receives <= 2; receives += 1) {
          const delivery = await received(queue, "traced");
          assert.equal(delivery.traceparent, traceparent);
          await (receives === 1 ? delivery.release(0) : delivery.complete());
        }
        await queue.send("plain", { owner });
        assert.equal((await received(queue, "plain")).traceparent, undefined);
      }),
    );

    it(
      "gives nothing when nothing came in time",
      queue(async (queue) => assert.equal(await queue.receive({ waitMs: 300 }), undefined)),
    );

    it(
      "wakes a waiting receiver when a message comes",
      queue(async (queue) => {
        const waiting = queue.receive({ waitMs: 10_000 });
        await sleep(200);
        await queue.send("job-1", { owner });
        assert.equal((await waiting)?.jobId, "job-1");
      }),
    );

    it(
      "keeps every message of many senders at once",
      queue(async (queue) => {
        const sent = Array.from({ length: 40 }, () => newJobId(Date.now()));
        await Promise.all(sent.map((id, index) => queue.send(id, { owner: `owner-${index % 3}` })));
        const got = new Set<string>();
        while (got.size < sent.length) {
          const delivery = await received(queue);
          got.add(delivery.jobId);
          await delivery.complete();
        }
        assert.deepEqual([...got].toSorted(), sent.toSorted());
      }),
    );

    it(
      "hides a delayed message until its time has come",
      queue(async (queue) => {
        const sentAt = performance.now();
        await queue.send("later", { owner, delayMs: 3_000 });
        await queue.send("now", { owner, delayMs: 0 });
        await (await received(queue, "now")).complete();
        const delivery = await received(queue, "later");
        assert.ok(performance.now() - sentAt >= 2_900);
        await delivery.complete();
      }),
    );

    it(
      "does not let an owner with many messages starve one with few",
      queue(async (queue) => {
        for (let count = 0; count < 60; count += 1) await queue.send(`many-${count}`, { owner: "many" });
        for (let count = 0; count < 3; count += 1) await queue.send(`few-${count}`, { owner: "few" });
        const order: string[] = [];
        const inHand = [];
        while (order.filter((id) => id.startsWith("few")).length < 3) {
          const delivery = await received(queue);
          order.push(delivery.jobId);
          inHand.push(delivery);
          if (inHand.length > 3) await inHand.shift()?.complete(); // as four workers would
        }
        assert.ok(order.length <= 33, `the last of 3 came as number ${order.length} of 63`);
      }),
    );

    it(
      "gives undefined to an aborted receiver, and loses nothing by it",
      queue(async (queue, { visibilityMs }) => {
        const before = AbortSignal.abort();
        assert.equal(await queue.receive({ waitMs: 10_000, signal: before }), undefined);
        const abort = new AbortController();
        const startedAt = performance.now();
        const waiting = queue.receive({ waitMs: 20_000, signal: abort.signal });
        setTimeout(() => abort.abort(), 100);
        assert.equal(await waiting, undefined);
        assert.ok(performance.now() - startedAt < 10_000);
        await queue.send("job-1", { owner });
        assert.equal((await received(queue, "job-1", visibilityMs + 15_000)).jobId, "job-1");
      }),
    );

    it(
      "loses no message that comes in the very moment of an abort",
      queue(async (queue, { visibilityMs }) => {
        const sent = new Set<string>();
        for (let round = 0; round < 12; round += 1) {
          const abort = new AbortController();
          const waiting = queue.receive({ waitMs: 10_000, signal: abort.signal });
          sent.add(`job-${round}`);
          const sending = queue.send(`job-${round}`, { owner });
          setTimeout(() => abort.abort(), round);
          const delivery = await waiting;
          await sending;
          await delivery?.release(0);
        }
        while (sent.size > 0) {
          const delivery = await received(queue, undefined, visibilityMs + 15_000);
          sent.delete(delivery.jobId);
          await delivery.complete();
        }
      }),
    );

    it(
      "counts what waits, not what is delayed, in flight or done",
      queue(async (queue) => {
        assert.equal(await queue.depth(), 0);
        for (const id of ["a", "b", "c"]) await queue.send(id, { owner });
        await queue.send("d", { owner, delayMs: 600_000 });
        await eventually(async () => assert.equal(await queue.depth(), 3));
        const delivery = await received(queue);
        await delivery.extend(60_000);
        await eventually(async () => assert.equal(await queue.depth(), 2));
        await delivery.complete();
        for (let left = 2; left > 0; left -= 1) await (await received(queue)).complete();
        await eventually(async () => assert.equal(await queue.depth(), 0));
      }),
    );

    it(
      "tells how many come before a job, or that it cannot",
      queue(async (queue) => {
        for (const id of ["a", "b", "c", "d"]) await queue.send(id, { owner });
        const ahead = await Promise.all(["a", "b", "c", "d"].map((id) => queue.ahead(id)));
        if (ahead.some((count) => count !== undefined)) assert.deepEqual(ahead, [0, 1, 2, 3]);
        assert.equal(await queue.ahead("unknown"), undefined);
        const delivery = await received(queue);
        assert.equal(await queue.ahead(delivery.jobId), undefined);
      }),
    );

    it(
      "keeps a message that was sent while an earlier one for the same job is in flight",
      queue(async (queue) => {
        await queue.send("job-1", { owner });
        const earlier = await received(queue);
        await earlier.extend(60_000);
        await queue.send("job-1", { owner });
        await earlier.complete();
        const later = await received(queue, "job-1");
        await later.complete();
        await nothingComes(queue);
      }),
    );

    it(
      "answers a ping, and may be closed twice",
      queue(async (queue) => {
        await queue.ping();
        await queue.close();
        await queue.close();
      }),
    );

    testHiding(create);
  });
}
