import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newWorkshop } from "../test-support/workshop.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { redriveJob } from "./redrive-job.ts";
import { runJob } from "./run-job.ts";

describe("redriveJob", () => {
  it("starts a failed job once more, and again when that fails", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-fail=source_corrupt");
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await runJob(shop.worker, await shop.delivery(), new AbortController().signal);
      assert.equal((await shop.find(job)).error?.attempt, attempt);
      const again = await redriveJob(shop.backend.jobs, job.id, shop);
      assert.ok(again.moved);
      await enqueueJob(shop.backend, again.job, shop);
    }
  });

  it("leaves every other job as it is", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    const moved = await redriveJob(shop.backend.jobs, job.id, shop);
    assert.deepEqual(moved, { moved: false, reason: "not-finished", job });
  });
});
