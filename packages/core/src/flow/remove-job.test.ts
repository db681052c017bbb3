import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { redriveJob } from "./redrive-job.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";
import { sweepRemovals } from "./sweep-jobs.ts";

const going = new AbortController().signal;

describe("removeJob", () => {
  it("removes row, source and result, and tells when there was no such job", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    await runJob(installation.worker, await installation.delivery(), going);
    assert.equal((await installation.stored()).length, 2);
    assert.equal(await removeJob(installation.backend, job.id, installation), true);
    assert.equal(await installation.backend.jobs.find(job.id), undefined);
    assert.deepEqual(await installation.stored(), []);
    assert.equal(await removeJob(installation.backend, job.id, installation), false);
  });

  it("that died on the way lets nobody begin to need the files, and is finished by the sweeper", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("platen-fail=source_corrupt");
    await runJob(installation.worker, await installation.delivery(), going);
    const away = {
      removeFiles: () => Promise.reject(new AppError("unavailable", "file_storage_unavailable", "Wait.")),
    };
    const files = Object.assign(Object.create(installation.backend.files), away);
    await assert.rejects(removeJob({ ...installation.backend, files }, job.id, installation));
    assert.equal((await redriveJob(installation.backend.jobs, job.id, installation)).moved, false);
    assert.equal((await sweepRemovals(installation.backend, { ...installation, limit: 10 })).removed, 1);
    assert.deepEqual(await installation.stored(), []);
  });

  it("that is late leaves a new job of the same id alone, with its files", async () => {
    await using installation = await newMemoryInstallation();
    const first = (await installation.submit("text", { jobId: "job-1" })).job;
    const arrived = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const files = Object.assign(Object.create(installation.backend.files), {
      removeFiles: async (keys: readonly string[]) => {
        arrived.resolve();
        await waiting.promise;
        return installation.backend.files.removeFiles(keys);
      },
    });
    const late = removeJob({ ...installation.backend, files }, first.id, installation);
    await arrived.promise;
    await removeJob(installation.backend, first.id, installation);
    const second = (await installation.submit("text", { jobId: "job-1" })).job;
    await installation.backend.queue.send(second.id, { owner: "owner-1" });
    await runJob(installation.worker, await installation.delivery(), going);
    waiting.resolve();
    await late;
    const { result } = await installation.find(second);
    assert.deepEqual(await installation.stored(), [second.source.key, result?.key]);
  });
});
