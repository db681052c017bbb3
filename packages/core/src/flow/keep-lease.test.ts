import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import type { Job } from "../job/job.ts";
import { claim } from "../job/lease-moves.ts";
import { eventually } from "../test-support/conditions.ts";
import { newMemoryInstallation } from "../test-support/memory-installation.ts";
import { cancelJob } from "./cancel-job.ts";
import { keepLease } from "./keep-lease.ts";
import { moveJob } from "./move-job.ts";

type Installation = Awaited<ReturnType<typeof newMemoryInstallation>>;

async function claimed(installation: Installation): Promise<Job> {
  const { job } = await installation.submitAndSend("text");
  const moved = await moveJob(installation.backend.jobs, job.id, (current) =>
    claim(current, "worker-1", installation.policy, installation.clock.now()),
  );
  assert.ok(moved.moved);
  return moved.job;
}

const leaseParts = (installation: Installation, changes: object = {}) => ({
  ...installation.worker,
  jobs: installation.backend.jobs,
  ...changes,
});

describe("keepLease", () => {
  it("renews lease and visibility at a third of the lease", async () => {
    await using installation = await newMemoryInstallation();
    const job = await claimed(installation);
    const lease = keepLease(leaseParts(installation), job, await installation.delivery());
    for (let third = 1; third <= 6; third += 1) {
      installation.clock.pass(installation.policy.leaseMs / 3);
      const until = installation.clock.now() + installation.policy.leaseMs;
      await eventually(async () => assert.equal((await installation.find(job)).leaseUntil, until));
      assert.equal(await installation.backend.queue.depth(), 0);
    }
    await lease.stop();
    assert.ok(!lease.lost.aborted);
  });

  it("renews when the sweeper would look at the job soon", async () => {
    await using installation = await newMemoryInstallation();
    const { clock, policy, backend } = installation;
    const { job } = await installation.submit("text");
    await backend.queue.send(job.id, { owner: job.owner });
    const moved = await moveJob(backend.jobs, job.id, (current) =>
      claim(current, "worker-1", policy, clock.now()),
    );
    assert.ok(moved.moved && moved.job.dueAt === job.dueAt);
    const lease = keepLease(leaseParts(installation), moved.job, await installation.delivery());
    clock.pass(policy.sendGraceMs - 2_000);
    await eventually(async () => assert.ok((await installation.find(job)).dueAt > job.dueAt));
    await lease.stop();
    assert.ok(!lease.lost.aborted);
  });

  it("renews after the clock was put back, too", async () => {
    await using installation = await newMemoryInstallation();
    const job = await claimed(installation);
    const lease = keepLease(leaseParts(installation), job, await installation.delivery());
    installation.clock.pass(-3_600_000);
    const until = installation.clock.now() + installation.policy.leaseMs;
    await eventually(async () => assert.equal((await installation.find(job)).leaseUntil, until));
    await lease.stop();
  });

  it("writes progress without waiting for the lease", async () => {
    await using installation = await newMemoryInstallation();
    const job = await claimed(installation);
    const lease = keepLease(leaseParts(installation), job, await installation.delivery());
    lease.report({ phase: "loading", percent: 33 });
    await eventually(async () => assert.equal((await installation.find(job)).percent, 33));
    await lease.stop();
  });

  it("knows soon that the job was canceled", async () => {
    await using installation = await newMemoryInstallation();
    const job = await claimed(installation);
    const lease = keepLease(leaseParts(installation), job, await installation.delivery());
    await cancelJob(installation.backend.jobs, job.id, installation);
    await eventually(async () => assert.ok(lease.lost.aborted));
    await lease.stop();
  });

  it("goes on while the store is away, until its lease is over", async () => {
    await using installation = await newMemoryInstallation();
    const job = await claimed(installation);
    const away = {
      find: () => Promise.reject(new AppError("unavailable", "job_store_unavailable", "Wait.")),
    };
    const jobs = Object.assign(Object.create(installation.backend.jobs), away);
    const policy = { ...installation.policy, leaseMs: 300 };
    const startedAt = performance.now();
    const lease = keepLease(leaseParts(installation, { jobs, policy }), job, await installation.delivery());
    await eventually(async () => assert.ok(lease.lost.aborted));
    assert.ok(performance.now() - startedAt >= 300);
    await lease.stop();
  });

  it("does not trust its lease any longer when the store gives no answer at all", async () => {
    await using installation = await newMemoryInstallation();
    const job = await claimed(installation);
    const answer = Promise.withResolvers<undefined>();
    const jobs = Object.assign(Object.create(installation.backend.jobs), { find: () => answer.promise });
    const policy = { ...installation.policy, leaseMs: 100 };
    const lease = keepLease(leaseParts(installation, { jobs, policy }), job, await installation.delivery());
    await eventually(async () => assert.ok(lease.lost.aborted));
    answer.resolve(undefined);
    await lease.stop();
  });
});
