import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { newWorkshop } from "../test-support/workshop.ts";
import { redriveJob } from "./redrive-job.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";
import { sweepJobs } from "./sweep-jobs.ts";

const going = new AbortController().signal;

describe("removeJob", () => {
  it("removes row, source and result, and tells when there was no such job", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    await runJob(shop.worker, await shop.delivery(), going);
    assert.equal((await shop.stored()).length, 2);
    assert.equal(await removeJob(shop.backend, job.id, shop), true);
    assert.equal(await shop.backend.jobs.find(job.id), undefined);
    assert.deepEqual(await shop.stored(), []);
    assert.equal(await removeJob(shop.backend, job.id, shop), false);
  });

  it("that died on the way lets nobody begin to need the files, and is finished by the sweeper", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("platen-fail=source_corrupt");
    await runJob(shop.worker, await shop.delivery(), going);
    const away = {
      remove: () => Promise.reject(new AppError("unavailable", "file_storage_unavailable", "Wait.")),
    };
    const files = Object.assign(Object.create(shop.backend.files), away);
    await assert.rejects(removeJob({ ...shop.backend, files }, job.id, shop));
    assert.equal((await redriveJob(shop.backend.jobs, job.id, shop)).moved, false);
    assert.equal((await sweepJobs(shop.backend, { ...shop, limit: 10 })).removed, 1);
    assert.deepEqual(await shop.stored(), []);
  });

  it("that is late leaves a new job of the same id alone, with its files", async () => {
    await using shop = await newWorkshop();
    const first = (await shop.submit("text", { jobId: "job-1" })).job;
    const arrived = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const files = Object.assign(Object.create(shop.backend.files), {
      remove: async (prefix: string) => {
        arrived.resolve();
        await waiting.promise;
        await shop.backend.files.remove(prefix);
      },
    });
    const late = removeJob({ ...shop.backend, files }, first.id, shop);
    await arrived.promise;
    await removeJob(shop.backend, first.id, shop);
    const second = (await shop.submit("text", { jobId: "job-1" })).job;
    await shop.backend.queue.send(second.id, { owner: "owner-1" });
    await runJob(shop.worker, await shop.delivery(), going);
    waiting.resolve();
    await late;
    const { result } = await shop.find(second);
    assert.deepEqual(await shop.stored(), [second.source.key, result?.key]);
  });
});
