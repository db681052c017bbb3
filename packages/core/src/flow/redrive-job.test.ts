import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { redriveJob } from "./redrive-job.ts";
import { runJob } from "./run-job.ts";

describe("redriveJob", () => {
  it("starts a failed job once more, and again when that fails", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-fail=source_corrupt");
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await runJob(installation.worker, await installation.delivery(), new AbortController().signal);
      assert.equal((await installation.find(job)).error?.attempt, attempt);
      const again = await redriveJob(installation.backend.jobs, job.id, installation);
      assert.ok(again.moved);
      await enqueueJob(installation.backend, again.job, installation);
    }
  });

  it("leaves every other job as it is", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const moved = await redriveJob(installation.backend.jobs, job.id, installation);
    assert.deepEqual(moved, { moved: false, reason: "not-finished", job });
  });
});
