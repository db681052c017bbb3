import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { newWorkshop } from "../test-support/workshop.ts";
import { runJob } from "./run-job.ts";
import { storeSource } from "./store-source.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

describe("sweepOrphans", () => {
  it("removes what no job refers to, and keeps what one does", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    await runJob(shop.worker, await shop.delivery(), new AbortController().signal);
    const { result } = await shop.find(job);
    const stream = Readable.from([Buffer.from("never submitted")]);
    await storeSource(shop.backend.files, {
      jobId: "x",
      filename: "a.txt",
      format: "txt",
      stream,
      maxBytes: 99,
    });
    const leftover = `results/${job.id}/attempt-7-abcd/result.pdf`;
    await shop.backend.files.write(leftover, Readable.from([Buffer.from("of a dead worker")]));
    assert.equal(await sweepOrphans(shop.backend, shop.clock.now()), 0);
    shop.clock.pass(1);
    assert.equal(await sweepOrphans(shop.backend, shop.clock.now()), 2);
    assert.deepEqual(await shop.stored(), [job.source.key, result?.key]);
  });

  it("keeps what a worker has just stored for a job that does not show it yet", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    const working = { ...job, status: "processing", attempt: 2, revision: job.revision + 1 } as const;
    await shop.backend.jobs.replace(working, job.revision);
    for (const attempt of [1, 2]) {
      const key = `results/${job.id}/upload/attempt-${attempt}-abcd/result.pdf`;
      await shop.backend.files.write(key, Readable.from([Buffer.from("result")]));
    }
    shop.clock.pass(1);
    assert.equal(await sweepOrphans(shop.backend, shop.clock.now()), 1);
    assert.ok((await shop.stored()).includes(`results/${job.id}/upload/attempt-2-abcd/result.pdf`));
  });
});
