import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, isAppError } from "../../app-error.ts";
import { eventually } from "../../contracts/eventually.ts";
import type { Job } from "../../job/job.ts";
import type { JobStore } from "../../seams/job-store.ts";
import { newMemoryInstallation } from "../../test-support/memory-installation.ts";
import { cancelJob } from "../cancel-job.ts";
import { removeJob } from "../remove-job.ts";
import { runJob } from "../run-job.ts";
import { JobWatches } from "./job-watches.ts";

const going = new AbortController().signal;

async function newWatchedInstallation() {
  const installation = await newMemoryInstallation();
  const { jobs } = installation.backend;
  const counted = { reads: 0, questions: 0 };
  const watched: Pick<JobStore, "findChanged" | "changesSince"> = {
    findChanged: (known) => {
      counted.reads += known.length;
      return jobs.findChanged(known);
    },
    changesSince: (mark) => {
      counted.questions += 1;
      return jobs.changesSince(mark);
    },
  };
  const watches = new JobWatches(Object.assign(Object.create(jobs), watched));
  return { ...installation, watches, counted };
}

async function statusesOf(watching: AsyncGenerator<Job>): Promise<string[]> {
  const statuses: string[] = [];
  for await (const { status } of watching) if (statuses.at(-1) !== status) statuses.push(status);
  return statuses;
}

describe("JobWatches", () => {
  it("give the present state at once, then every one they see, and end with the job", async () => {
    await using installation = await newWatchedInstallation();
    const { job } = await installation.submitAndSend("platen-takes=100");
    const watching = statusesOf(installation.watches.watch(job, going));
    await runJob(installation.worker, await installation.delivery(), going);
    assert.deepEqual(await watching, ["queued", "processing", "succeeded"]);
  });

  it("give a job that is over once, without a read", async () => {
    await using installation = await newWatchedInstallation();
    const { job } = await installation.submit("text");
    await cancelJob(installation.backend.jobs, job.id, installation);
    const seen = await Array.fromAsync(installation.watches.watch(await installation.find(job), going));
    assert.deepEqual(
      seen.map(({ status }) => status),
      ["canceled"],
    );
    assert.equal(installation.counted.reads, 0);
  });

  it("end when the job is removed, and when nobody watches any more", async () => {
    await using installation = await newWatchedInstallation();
    const { job } = await installation.submit("text");
    const removed = statusesOf(installation.watches.watch(job, going));
    await removeJob(installation.backend, job.id, installation);
    assert.equal((await removed).at(0), "queued");
    const other = (await installation.submit("text")).job;
    const leave = new AbortController();
    const left = statusesOf(installation.watches.watch(other, leave.signal));
    await eventually(async () => assert.ok(installation.counted.questions > 3));
    leave.abort();
    assert.deepEqual(await left, ["queued"]);
    await sleep(20); // the question that was under way
    const { questions } = installation.counted;
    await sleep(100);
    assert.equal(installation.counted.questions, questions);
  });

  it("read as often for fifty watchers as for one, and each of them sees every change", async () => {
    await using installation = await newWatchedInstallation();
    await using alone = await newWatchedInstallation();
    const watched = async (
      { submitAndSend, watches, worker, delivery }: typeof installation,
      count: number,
    ) => {
      const { job } = await submitAndSend("platen-takes=200");
      const watchers = Array.from({ length: count }, () => statusesOf(watches.watch(job, going)));
      await runJob(worker, await delivery(), going);
      for (const statuses of await Promise.all(watchers))
        assert.deepEqual(statuses, ["queued", "processing", "succeeded"]);
    };
    await Promise.all([watched(installation, 50), watched(alone, 1)]);
    const [reads, forOne] = [installation.counted.reads, alone.counted.reads];
    assert.ok(reads < 2 * forOne + 5, `${reads} reads for fifty, ${forOne} for one`);
  });

  it("read a job that nobody changes once, however long it is watched", async () => {
    await using installation = await newWatchedInstallation();
    const { job } = await installation.submit("text");
    const leave = new AbortController();
    const left = statusesOf(installation.watches.watch(job, leave.signal));
    await eventually(async () => assert.ok(installation.counted.questions > 10));
    assert.equal(installation.counted.reads, 1);
    leave.abort();
    await left;
  });

  it("tell a late watcher nothing older than it has read itself", async () => {
    await using installation = await newWatchedInstallation();
    const { jobs } = installation.backend;
    const { job } = await installation.submit("text");
    const answers: ((found: Job) => void)[] = [];
    const asked: number[] = [];
    const slow: Pick<JobStore, "findChanged" | "changesSince"> = {
      changesSince: (mark) => jobs.changesSince(mark),
      findChanged: (known) => {
        asked.push(...known.map(({ revision }) => revision));
        return new Promise((resolve) => answers.push((found) => resolve(new Map([[found.id, found]]))));
      },
    };
    const watches = new JobWatches(Object.assign(Object.create(jobs), slow));
    const early = watches.watch(job, going);
    await early.next();
    const first = early.next();
    await eventually(async () => assert.equal(answers.length, 1)); // a look is on its way
    const newer = { ...job, revision: job.revision + 2 };
    const late = watches.watch(newer, going);
    await late.next();
    const next = late.next();
    answers[0]?.({ ...job, percent: 1, revision: job.revision + 1 });
    assert.equal((await first).value.percent, 1);
    await eventually(async () => assert.equal(answers.length, 2));
    assert.deepEqual(asked, [job.revision, -1]); // whatever is stored is new to one of them
    answers[1]?.({ ...newer, revision: newer.revision + 1, percent: 2 });
    assert.equal((await next).value.percent, 2);
    await Promise.all([early.return(undefined), late.return(undefined)]);
  });

  it("fail for all who watch when the store does, and look again for later watchers", async () => {
    await using installation = await newWatchedInstallation();
    const { job } = await installation.submit("text");
    let isAway = true;
    const store: Pick<JobStore, "changesSince" | "findChanged"> = {
      changesSince: async () => {
        if (isAway) throw new AppError("unavailable", "job_store_unavailable", "away");
        return { mark: 1, ids: undefined };
      },
      findChanged: async () =>
        new Map([[job.id, { ...job, status: "canceled", revision: job.revision + 1 }]]),
    };
    const watches = new JobWatches(Object.assign(Object.create(installation.backend.jobs), store));
    const isTold = (error: unknown) => isAppError(error, "job_store_unavailable");
    const watchers = [1, 2, 3].map(() => assert.rejects(statusesOf(watches.watch(job, going)), isTold));
    await Promise.all(watchers);
    isAway = false;
    assert.deepEqual(await statusesOf(watches.watch(job, going)), ["queued", "canceled"]);
  });
});
