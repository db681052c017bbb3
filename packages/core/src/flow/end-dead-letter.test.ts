import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newWorkshop } from "../test-support/workshop.ts";
import { endDeadLetter } from "./end-dead-letter.ts";
import { takeJob } from "./take-job.ts";

describe("endDeadLetter", () => {
  it("ends a job that nobody could take up as lost, and its message with it", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-pages=1");
    const report = await endDeadLetter(shop.worker, await shop.delivery());
    assert.deepEqual([report.outcome, report.code], ["failed", "worker_lost"]);
    const { status, error, result } = await shop.find(job);
    assert.deepEqual([status, error?.code, error?.retryable, result], ["failed", "worker_lost", true, null]);
    shop.clock.pass(3_600_000);
    assert.equal(await shop.backend.queue.depth(), 0);
  });

  it("leaves a job in living hands alone and looks again when its lease is over", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-pages=1");
    const delivery = await shop.delivery();
    await takeJob(shop.worker, delivery, "another");
    assert.deepEqual((await endDeadLetter(shop.worker, delivery)).reason, "leased");
    assert.equal((await shop.find(job)).status, "processing");
    shop.clock.pass(shop.policy.leaseMs - 1_000);
    assert.equal(await shop.backend.queue.receive({ waitMs: 0 }), undefined);
    shop.clock.pass(shop.policy.clockAllowanceMs + 2_000);
    assert.equal((await endDeadLetter(shop.worker, await shop.delivery())).code, "worker_lost");
  });

  it("only takes the message away when the job is over or gone", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-pages=1");
    await shop.backend.queue.send("gone", { owner: "owner-1" });
    await endDeadLetter(shop.worker, await shop.delivery());
    const ended = await shop.find(job);
    await shop.backend.queue.send(job.id, { owner: "owner-1" });
    const reasons = [];
    for (let count = 0; count < 2; count += 1) {
      reasons.push((await endDeadLetter(shop.worker, await shop.delivery())).reason);
    }
    assert.deepEqual(reasons.toSorted(), ["finished", "missing"]);
    assert.deepEqual(await shop.find(job), ended);
    shop.clock.pass(3_600_000);
    assert.equal(await shop.backend.queue.depth(), 0);
  });
});
