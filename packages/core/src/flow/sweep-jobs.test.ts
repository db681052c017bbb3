import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { claim } from "../job/hold-moves.ts";
import type { Job } from "../job/job.ts";
import { newWorkshop } from "../test-support/workshop.ts";
import { cancelJob } from "./cancel-job.ts";
import { moveJob } from "./move-job.ts";
import { runJob } from "./run-job.ts";
import { sweepJobs } from "./sweep-jobs.ts";

type Shop = Awaited<ReturnType<typeof newWorkshop>>;
const going = new AbortController().signal;
const nothing = { seen: 0, sent: 0, expired: 0, lost: 0, removed: 0, errors: [] };
const sweep = (shop: Shop, changes: object = {}) =>
  sweepJobs(shop.backend, { ...shop, limit: 10, ...changes });
const take = (shop: Shop, { id }: Job) =>
  moveJob(shop.backend.jobs, id, (job) => claim(job, "dead worker", shop.policy, shop.clock.now()));

describe("sweepJobs", () => {
  it("finds nothing to do where all is well", async () => {
    await using shop = await newWorkshop();
    await shop.submitAndSend("text");
    shop.clock.pass(shop.policy.sendGraceMs);
    assert.deepEqual(await sweep(shop), nothing);
  });

  it("sends what was never sent, once", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    shop.clock.pass(shop.policy.sendGraceMs);
    assert.deepEqual(await sweep(shop), { ...nothing, seen: 1, sent: 1 });
    assert.deepEqual(await sweep(shop), nothing);
    await runJob(shop.worker, await shop.delivery(), going);
    assert.equal((await shop.find(job)).status, "succeeded");
  });

  it("sends again when a message led to nothing for long", async () => {
    await using shop = await newWorkshop();
    await shop.submitAndSend("text");
    await (await shop.delivery()).complete();
    shop.clock.pass(shop.policy.resendMs);
    assert.equal((await sweep(shop)).sent, 1);
    assert.equal(await shop.backend.queue.depth(), 1);
  });

  it("has the job of a dead worker taken up by another", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    await take(shop, job);
    shop.clock.pass(shop.policy.leaseMs + shop.policy.clockAllowanceMs + 1);
    assert.equal((await sweep(shop)).sent, 1);
    await runJob(shop.worker, await shop.delivery(), going);
    const { status, attempt, losses } = await shop.find(job);
    assert.deepEqual([status, attempt, losses], ["succeeded", 2, 1]);
  });

  it("ends a job that keeps killing its workers", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submit("text");
    for (let death = 0; death <= shop.policy.maxLosses; death += 1) {
      await take(shop, job);
      shop.clock.pass(shop.policy.leaseMs + shop.policy.clockAllowanceMs + 1);
    }
    assert.equal((await sweep(shop)).lost, 1);
    assert.equal((await shop.find(job)).error?.code, "worker_lost");
  });

  it("ends what waited too long", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    shop.clock.pass(shop.policy.maxWaitMs);
    assert.equal((await sweep(shop)).expired, 1);
    assert.equal((await shop.find(job)).status, "expired");
  });

  it("removes what was kept long enough, with its files", async () => {
    await using shop = await newWorkshop();
    const { job } = await shop.submitAndSend("text");
    await runJob(shop.worker, await shop.delivery(), going);
    shop.clock.pass(shop.policy.keepMs - 1);
    assert.equal((await sweep(shop)).removed, 0);
    shop.clock.pass(1);
    assert.equal((await sweep(shop)).removed, 1);
    assert.equal(await shop.backend.jobs.find(job.id), undefined);
    assert.deepEqual(await shop.stored(), []);
  });

  it("goes on with the others when there is trouble with one job", async () => {
    await using shop = await newWorkshop();
    const gone = (await shop.submit("text")).job;
    await cancelJob(shop.backend.jobs, gone.id, shop);
    shop.clock.pass(shop.policy.keepMs);
    await shop.submit("text");
    shop.clock.pass(shop.policy.sendGraceMs);
    const error = new AppError("unavailable", "file_storage_unavailable", "Try again later.");
    const away = { remove: () => Promise.reject(error) };
    const files = Object.assign(Object.create(shop.backend.files), away);
    const report = await sweepJobs({ ...shop.backend, files }, { ...shop, limit: 10 });
    assert.deepEqual(report, { ...nothing, seen: 2, sent: 1, errors: [error] });
    shop.clock.pass(1);
    assert.equal((await sweep(shop)).removed, 1);
  });

  it("looks at no more jobs than it may", async () => {
    await using shop = await newWorkshop();
    for (let count = 0; count < 5; count += 1) await shop.submit("text");
    shop.clock.pass(shop.policy.sendGraceMs);
    assert.equal((await sweep(shop, { limit: 3 })).seen, 3);
    assert.equal((await sweep(shop, { limit: 3 })).seen, 2);
  });
});
