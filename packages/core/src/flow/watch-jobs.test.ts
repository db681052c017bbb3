import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAppError } from "../app-error.ts";
import { eventually } from "../contracts/eventually.ts";
import type { Job } from "../job/job.ts";
import { newWorkshop } from "../test-support/workshop.ts";
import { cancelJob } from "./cancel-job.ts";
import { removeJob } from "./remove-job.ts";
import { runJob } from "./run-job.ts";
import { JobWatches } from "./watch-jobs.ts";

const pace = { minMs: 2, maxMs: 10 };
const going = new AbortController().signal;

async function newWatchedShop() {
  const shop = await newWorkshop();
  const { jobs } = shop.backend;
  const counted = { looks: 0 };
  const find = jobs.find.bind(jobs);
  const watches = new JobWatches(
    Object.assign(Object.create(jobs), {
      find: (id: string) => {
        counted.looks += 1;
        return find(id);
      },
    }),
    pace,
  );
  return { ...shop, watches, counted };
}

async function statusesOf(watching: AsyncGenerator<Job>): Promise<string[]> {
  const statuses: string[] = [];
  for await (const { status } of watching) if (statuses.at(-1) !== status) statuses.push(status);
  return statuses;
}

describe("JobWatches", () => {
  it("give the present state at once, then every one they see, and end with the job", async () => {
    await using shop = await newWatchedShop();
    const { job } = await shop.submitAndSend("platen-takes=100");
    const watching = statusesOf(shop.watches.watch(job, going));
    await runJob(shop.worker, await shop.delivery(), going);
    assert.deepEqual(await watching, ["queued", "processing", "succeeded"]);
  });

  it("give a job that is over once, without a look", async () => {
    await using shop = await newWatchedShop();
    const { job } = await shop.submit("text");
    await cancelJob(shop.backend.jobs, job.id, shop);
    const seen = await Array.fromAsync(shop.watches.watch(await shop.find(job), going));
    assert.deepEqual(
      seen.map(({ status }) => status),
      ["canceled"],
    );
    assert.equal(shop.counted.looks, 0);
  });

  it("end when the job is removed, and when nobody watches any more", async () => {
    await using shop = await newWatchedShop();
    const { job } = await shop.submit("text");
    const removed = statusesOf(shop.watches.watch(job, going));
    await removeJob(shop.backend, job.id, shop);
    assert.equal((await removed).at(0), "queued");
    const other = (await shop.submit("text")).job;
    const leave = new AbortController();
    const left = statusesOf(shop.watches.watch(other, leave.signal));
    await eventually(async () => assert.ok(shop.counted.looks > 3));
    leave.abort();
    assert.deepEqual(await left, ["queued"]);
    await sleep(20); // the look that was under way
    const { looks } = shop.counted;
    await sleep(100);
    assert.equal(shop.counted.looks, looks);
  });

  it("look as often for fifty watchers as for one, and each of them sees every change", async () => {
    await using shop = await newWatchedShop();
    await using alone = await newWatchedShop();
    const watched = async ({ submitAndSend, watches, worker, delivery }: typeof shop, count: number) => {
      const { job } = await submitAndSend("platen-takes=200");
      const watchers = Array.from({ length: count }, () => statusesOf(watches.watch(job, going)));
      await runJob(worker, await delivery(), going);
      for (const statuses of await Promise.all(watchers))
        assert.deepEqual(statuses, ["queued", "processing", "succeeded"]);
    };
    await Promise.all([watched(shop, 50), watched(alone, 1)]);
    const [looks, forOne] = [shop.counted.looks, alone.counted.looks];
    assert.ok(looks < 2 * forOne + 5, `${looks} looks for fifty, ${forOne} for one`);
  });

  it("tell a late watcher nothing older than it has read itself", async () => {
    await using shop = await newWatchedShop();
    const { jobs } = shop.backend;
    const { job } = await shop.submit("text");
    const answers: ((found: Job) => void)[] = [];
    const slow = Object.assign(Object.create(jobs), {
      find: () => new Promise<Job>((resolve) => answers.push(resolve)),
    });
    const watches = new JobWatches(slow, pace);
    const early = watches.watch(job, going);
    await early.next();
    const first = early.next();
    await eventually(async () => assert.equal(answers.length, 1)); // a look is on its way
    const newer = { ...job, revision: job.revision + 1 };
    const late = watches.watch(newer, going);
    await late.next();
    const next = late.next();
    answers[0]?.({ ...job, percent: 1, revision: job.revision - 1 });
    assert.equal((await first).value.percent, 1);
    await eventually(async () => assert.equal(answers.length, 2));
    answers[1]?.({ ...newer, revision: newer.revision + 1, percent: 2 });
    assert.equal((await next).value.percent, 2);
    await Promise.all([early.return(undefined), late.return(undefined)]);
  });

  it("fail for all who watch when the store does, and look again for whoever comes later", async () => {
    await using shop = await newWatchedShop();
    const { job } = await shop.submit("text");
    let isAway = true;
    const store = Object.assign(Object.create(shop.backend.jobs), {
      find: async () => {
        if (isAway) throw new AppError("unavailable", "job_store_unavailable", "away");
        return { ...job, status: "canceled", revision: job.revision + 1 };
      },
    });
    const watches = new JobWatches(store, pace);
    const isTold = (error: unknown) => isAppError(error, "job_store_unavailable");
    const watchers = [1, 2, 3].map(() => assert.rejects(statusesOf(watches.watch(job, going)), isTold));
    await Promise.all(watchers);
    isAway = false;
    assert.deepEqual(await statusesOf(watches.watch(job, going)), ["queued", "canceled"]);
  });
});
