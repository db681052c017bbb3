import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { sourcesOf } from "../job/job.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { runJob } from "./run-job.ts";
import { storeSource } from "./store-source.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

describe("sweepOrphans", () => {
  it("removes what no job refers to, and keeps what one does", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text", { more: ["another"] });
    await runJob(installation.worker, await installation.delivery(), new AbortController().signal);
    const { result } = await installation.find(job);
    const stream = Readable.from([Buffer.from("never submitted")]);
    await storeSource(installation.backend.files, {
      jobId: "x",
      filename: "a.txt",
      format: "txt",
      stream,
      maxBytes: 99,
    });
    const leftover = `results/${job.id}/attempt-7-abcd/result.pdf`;
    await installation.backend.files.write(leftover, Readable.from([Buffer.from("of a dead worker")]));
    assert.equal(await sweepOrphans(installation.backend, installation.clock.now()), 0);
    installation.clock.pass(1);
    assert.equal(await sweepOrphans(installation.backend, installation.clock.now()), 2);
    const kept = [...sourcesOf(job), result].map((file) => file?.key);
    assert.deepEqual((await installation.stored()).toSorted(), kept.toSorted());
  });

  it("keeps what a worker has just stored for a job that does not show it yet", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    const working = { ...job, status: "processing", attempt: 2, revision: job.revision + 1 } as const;
    await installation.backend.jobs.replace(working, job.revision);
    for (const attempt of [1, 2]) {
      const key = `results/${job.id}/upload/attempt-${attempt}-abcd/result.pdf`;
      await installation.backend.files.write(key, Readable.from([Buffer.from("result")]));
    }
    installation.clock.pass(1);
    assert.equal(await sweepOrphans(installation.backend, installation.clock.now()), 1);
    assert.ok((await installation.stored()).includes(`results/${job.id}/upload/attempt-2-abcd/result.pdf`));
  });
});
