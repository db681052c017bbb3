import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { claimJob } from "./claim-job.ts";
import { endDeadLetter } from "./end-dead-letter.ts";

describe("endDeadLetter", () => {
  it("ends a job that nobody could take up as lost, and its message with it", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-pages=1");
    const report = await endDeadLetter(installation.worker, await installation.delivery());
    assert.deepEqual([report.outcome, report.code], ["failed", "worker_lost"]);
    const { status, error, result } = await installation.find(job);
    assert.deepEqual([status, error?.code, error?.retryable, result], ["failed", "worker_lost", true, null]);
    installation.clock.pass(3_600_000);
    assert.equal(await installation.backend.queue.depth(), 0);
  });

  it("leaves a job in living hands alone and looks again when its lease is over", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-pages=1");
    const delivery = await installation.delivery();
    await claimJob(installation.worker, delivery, "another");
    assert.deepEqual((await endDeadLetter(installation.worker, delivery)).reason, "leased");
    assert.equal((await installation.find(job)).status, "processing");
    installation.clock.pass(installation.policy.leaseMs - 1_000);
    assert.equal(await installation.backend.queue.receive({ waitMs: 0 }), undefined);
    installation.clock.pass(installation.policy.clockAllowanceMs + 2_000);
    assert.equal(
      (await endDeadLetter(installation.worker, await installation.delivery())).code,
      "worker_lost",
    );
  });

  it("only takes the message away when the job is over or gone", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-pages=1");
    await installation.backend.queue.send("gone", { owner: "owner-1" });
    await endDeadLetter(installation.worker, await installation.delivery());
    const ended = await installation.find(job);
    await installation.backend.queue.send(job.id, { owner: "owner-1" });
    const reasons = [];
    for (let count = 0; count < 2; count += 1) {
      reasons.push((await endDeadLetter(installation.worker, await installation.delivery())).reason);
    }
    assert.deepEqual(reasons.toSorted(), ["finished", "missing"]);
    assert.deepEqual(await installation.find(job), ended);
    installation.clock.pass(3_600_000);
    assert.equal(await installation.backend.queue.depth(), 0);
  });
});
