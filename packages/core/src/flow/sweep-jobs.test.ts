import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import type { Job } from "../job/job.ts";
import { claim } from "../job/lease-moves.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { cancelJob } from "./cancel-job.ts";
import { moveJob } from "./move-job.ts";
import { runJob } from "./run-job.ts";
import { sweepJobs } from "./sweep-jobs.ts";

type Installation = Awaited<ReturnType<typeof newMemoryInstallation>>;
const going = new AbortController().signal;
const nothing = { seen: 0, sent: 0, expired: 0, lost: 0, removed: 0, told: 0, errors: [] };
const sweep = (installation: Installation, changes: object = {}) =>
  sweepJobs(installation.backend, { ...installation, limit: 10, ...changes });
const claimAsDead = (installation: Installation, { id }: Job) =>
  moveJob(installation.backend.jobs, id, (job) =>
    claim(job, "dead worker", installation.policy, installation.clock.now()),
  );

describe("sweepJobs", () => {
  it("finds nothing to do where all is well", async () => {
    await using installation = await newMemoryInstallation();
    await installation.submitAndSend("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    assert.deepEqual(await sweep(installation), nothing);
  });

  it("sends what was never sent, once", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    assert.deepEqual(await sweep(installation), { ...nothing, seen: 1, sent: 1 });
    assert.deepEqual(await sweep(installation), nothing);
    await runJob(installation.worker, await installation.delivery(), going);
    assert.equal((await installation.find(job)).status, "succeeded");
  });

  it("sends again when a message led to nothing for long", async () => {
    await using installation = await newMemoryInstallation();
    await installation.submitAndSend("text");
    await (await installation.delivery()).complete();
    installation.clock.pass(installation.policy.resendMs);
    assert.equal((await sweep(installation)).sent, 1);
    assert.equal(await installation.backend.queue.depth(), 1);
  });

  it("has the job of a dead worker claimed by another", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    await claimAsDead(installation, job);
    installation.clock.pass(installation.policy.leaseMs + installation.policy.clockAllowanceMs + 1);
    assert.equal((await sweep(installation)).sent, 1);
    await runJob(installation.worker, await installation.delivery(), going);
    const { status, attempt, losses } = await installation.find(job);
    assert.deepEqual([status, attempt, losses], ["succeeded", 2, 1]);
  });

  it("ends a job that keeps killing its workers", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submit("text");
    for (let death = 0; death <= installation.policy.maxLosses; death += 1) {
      await claimAsDead(installation, job);
      installation.clock.pass(installation.policy.leaseMs + installation.policy.clockAllowanceMs + 1);
    }
    assert.equal((await sweep(installation)).lost, 1);
    assert.equal((await installation.find(job)).error?.code, "worker_lost");
  });

  it("ends what waited too long", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    installation.clock.pass(installation.policy.maxWaitMs);
    assert.equal((await sweep(installation)).expired, 1);
    assert.equal((await installation.find(job)).status, "expired");
  });

  it("removes what was kept long enough, with its files", async () => {
    await using installation = await newMemoryInstallation();
    const { job } = await installation.submitAndSend("text");
    await runJob(installation.worker, await installation.delivery(), going);
    installation.clock.pass(installation.policy.keepMs - 1);
    assert.equal((await sweep(installation)).removed, 0);
    installation.clock.pass(1);
    assert.equal((await sweep(installation)).removed, 1);
    assert.equal(await installation.backend.jobs.find(job.id), undefined);
    assert.deepEqual(await installation.stored(), []);
  });

  it("goes on with the others when there is trouble with one job", async () => {
    await using installation = await newMemoryInstallation();
    const gone = (await installation.submit("text")).job;
    await cancelJob(installation.backend.jobs, gone.id, installation);
    installation.clock.pass(installation.policy.keepMs);
    await installation.submit("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    const error = new AppError("unavailable", "file_storage_unavailable", "Try again later.");
    const away = { remove: () => Promise.reject(error) };
    const files = Object.assign(Object.create(installation.backend.files), away);
    const report = await sweepJobs({ ...installation.backend, files }, { ...installation, limit: 10 });
    assert.deepEqual(report, { ...nothing, seen: 2, sent: 1, errors: [error] });
    installation.clock.pass(1);
    assert.equal((await sweep(installation)).removed, 1);
  });

  it("looks at no more jobs than it may", async () => {
    await using installation = await newMemoryInstallation();
    for (let count = 0; count < 5; count += 1) await installation.submit("text");
    installation.clock.pass(installation.policy.sendGraceMs);
    assert.equal((await sweep(installation, { limit: 3 })).seen, 3);
    assert.equal((await sweep(installation, { limit: 3 })).seen, 2);
  });
});
