import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { claim } from "../job/hold-moves.ts";
import type { Job } from "../job/job.ts";
import { eventually } from "../test-support/conditions.ts";
import { newWorkshop } from "../test-support/workshop.ts";
import { cancelJob } from "./cancel-job.ts";
import { holdJob } from "./hold-job.ts";
import { moveJob } from "./move-job.ts";

type Shop = Awaited<ReturnType<typeof newWorkshop>>;

async function claimed(shop: Shop): Promise<Job> {
  const { job } = await shop.submitAndSend("text");
  const moved = await moveJob(shop.backend.jobs, job.id, (current) =>
    claim(current, "worker-1", shop.policy, shop.clock.now()),
  );
  assert.ok(moved.moved);
  return moved.job;
}

const holding = (shop: Shop, changes: object = {}) => ({
  ...shop.worker,
  jobs: shop.backend.jobs,
  ...changes,
});

describe("holdJob", () => {
  it("renews lease and visibility at a third of the lease", async () => {
    await using shop = await newWorkshop();
    const job = await claimed(shop);
    const held = holdJob(holding(shop), job, await shop.delivery());
    for (let third = 1; third <= 6; third += 1) {
      shop.clock.pass(shop.policy.leaseMs / 3);
      const until = shop.clock.now() + shop.policy.leaseMs;
      await eventually(async () => assert.equal((await shop.find(job)).leaseUntil, until));
      assert.equal(await shop.backend.queue.depth(), 0);
    }
    await held.letGo();
    assert.ok(!held.lost.aborted);
  });

  it("renews after the clock was put back, too", async () => {
    await using shop = await newWorkshop();
    const job = await claimed(shop);
    const held = holdJob(holding(shop), job, await shop.delivery());
    shop.clock.pass(-3_600_000);
    const until = shop.clock.now() + shop.policy.leaseMs;
    await eventually(async () => assert.equal((await shop.find(job)).leaseUntil, until));
    await held.letGo();
  });

  it("writes progress without waiting for the lease", async () => {
    await using shop = await newWorkshop();
    const job = await claimed(shop);
    const held = holdJob(holding(shop), job, await shop.delivery());
    held.report({ phase: "loading", percent: 33 });
    await eventually(async () => assert.equal((await shop.find(job)).percent, 33));
    await held.letGo();
  });

  it("knows soon that the job was canceled", async () => {
    await using shop = await newWorkshop();
    const job = await claimed(shop);
    const held = holdJob(holding(shop), job, await shop.delivery());
    await cancelJob(shop.backend.jobs, job.id, shop);
    await eventually(async () => assert.ok(held.lost.aborted));
    await held.letGo();
  });

  it("goes on while the store is away, until its lease is over", async () => {
    await using shop = await newWorkshop();
    const job = await claimed(shop);
    const away = {
      find: () => Promise.reject(new AppError("unavailable", "job_store_unavailable", "Wait.")),
    };
    const jobs = Object.assign(Object.create(shop.backend.jobs), away);
    const policy = { ...shop.policy, leaseMs: 300 };
    const startedAt = performance.now();
    const held = holdJob(holding(shop, { jobs, policy }), job, await shop.delivery());
    await eventually(async () => assert.ok(held.lost.aborted));
    assert.ok(performance.now() - startedAt >= 300);
    await held.letGo();
  });

  it("does not trust its lease any longer when the store gives no answer at all", async () => {
    await using shop = await newWorkshop();
    const job = await claimed(shop);
    const answer = Promise.withResolvers<undefined>();
    const jobs = Object.assign(Object.create(shop.backend.jobs), { find: () => answer.promise });
    const policy = { ...shop.policy, leaseMs: 100 };
    const held = holdJob(holding(shop, { jobs, policy }), job, await shop.delivery());
    await eventually(async () => assert.ok(held.lost.aborted));
    answer.resolve(undefined);
    await held.letGo();
  });
});
