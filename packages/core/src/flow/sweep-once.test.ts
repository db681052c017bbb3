import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { AppError } from "../app-error.ts";
import { newJob } from "../contracts/index.ts";
import { defaultJobPolicy } from "../job/job-policy.ts";
import { HandClock } from "../memory/hand-clock.ts";
import { newMemoryBackend } from "../memory/memory-backend.ts";
import type { Backend } from "./backend.ts";
import { sweepOnce } from "./sweep-once.ts";
import type { SweeperParts } from "./worker-parts.ts";

const signal = new AbortController().signal;
const jobsOnly = { orphans: false, signal };
const away = new AppError("unavailable", "job_queue_unavailable", "It is away. Wait.");
const nothing = {
  sent: 0,
  expired: 0,
  lost: 0,
  removed: 0,
  told: 0,
  orphans: 0,
  deadLetters: [],
  errors: [],
};

function newSweeper(changes: Partial<Backend> = {}): SweeperParts {
  const clock = new HandClock();
  const backend = { ...newMemoryBackend({ clock }), ...changes };
  return { name: "worker-1", backend, policy: defaultJobPolicy, clock };
}

/** It may be claimed, and its deadline is far away. */
const waitingJob = ({ clock }: SweeperParts, dueAt: number) =>
  newJob({ dueAt, notBefore: 0, deadlineAt: clock.now() + 3_600_000 });

async function createDueJobs(sweeper: SweeperParts, count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await sweeper.backend.jobs.create(waitingJob(sweeper, 0));
}

describe("sweepOnce", () => {
  it("sweeps on while more jobs are due than are asked for at a time", async () => {
    const sweeper = newSweeper();
    await createDueJobs(sweeper, 250);
    assert.deepEqual(await sweepOnce(sweeper, jobsOnly), { ...nothing, sent: 250 });
    assert.deepEqual(await sweepOnce(sweeper, jobsOnly), nothing);
  });

  it("looks for jobs that somebody waits for after every piece of what is to be removed", async () => {
    const sweeper = newSweeper();
    const { jobs } = sweeper.backend;
    for (let made = 0; made < 450; made += 1)
      await jobs.create({ ...newJob({ status: "canceled", dueAt: 0 }), expiresAt: 1 });
    const looks: string[] = [];
    const due = jobs.due.bind(jobs);
    jobs.due = async (what, now, limit) => {
      if (what === "removal") await jobs.create(waitingJob(sweeper, 0));
      looks.push(what);
      return due(what, now, limit);
    };
    const { sent, removed } = await sweepOnce(sweeper, jobsOnly);
    assert.deepEqual([sent, removed], [4, 450]);
    assert.deepEqual(looks, ["rescue", ...Array(4).fill(["removal", "rescue"]).flat(), "removal"]);
  });

  it("ends when every job fails, and looks at none of them twice", async () => {
    const sweeper = newSweeper();
    await createDueJobs(sweeper, 250);
    sweeper.backend.queue.send = () => Promise.reject(away);
    const { sent, errors } = await sweepOnce(sweeper, jobsOnly);
    assert.deepEqual([sent, errors], [0, Array(100).fill(away)]);
  });

  it("ends when the list of due jobs is older than the jobs", async () => {
    const sweeper = newSweeper();
    await createDueJobs(sweeper, 100);
    const { jobs } = sweeper.backend;
    const listed = await jobs.due("rescue", sweeper.clock.now(), 100);
    jobs.due = async (what) => (what === "rescue" ? listed : []);
    assert.equal((await sweepOnce(sweeper, jobsOnly)).sent, 100);
    assert.deepEqual(await sweepOnce(sweeper, jobsOnly), nothing);
  });

  it("ends between two lists of jobs when it is aborted", async () => {
    const sweeper = newSweeper();
    await createDueJobs(sweeper, 250);
    const stop = new AbortController();
    const due = sweeper.backend.jobs.due.bind(sweeper.backend.jobs);
    sweeper.backend.jobs.due = (what, now, limit) => due(what, now, limit).finally(() => stop.abort());
    assert.equal((await sweepOnce(sweeper, { orphans: true, signal: stop.signal })).sent, 100);
  });

  it("ends the jobs of messages that the queue set aside", async () => {
    const deadLetters = newMemoryBackend().queue;
    const sweeper = newSweeper({ deadLetters });
    const notDue = sweeper.clock.now() + 1;
    const jobs = [waitingJob(sweeper, notDue), waitingJob(sweeper, notDue)];
    for (const job of jobs) {
      await sweeper.backend.jobs.create(job);
      await deadLetters.send(job.id, { owner: job.owner });
    }
    const { deadLetters: reports, errors } = await sweepOnce(sweeper, jobsOnly);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      reports.map(({ jobId, code }) => [jobId, code]),
      jobs.map(({ id }) => [id, "worker_lost"]),
    );
    for (const { id } of jobs)
      assert.equal((await sweeper.backend.jobs.find(id))?.error?.code, "worker_lost");
    assert.equal(await deadLetters.depth(), 0);
  });

  it("removes old files without a job when it is asked to, and only then", async () => {
    const sweeper = newSweeper();
    const { files } = sweeper.backend;
    await files.write("sources/gone/file", Readable.from(["left behind"]));
    (sweeper.clock as HandClock).pass(2 * 3_600_000);
    await files.write("sources/new/file", Readable.from(["on its way"]));
    assert.deepEqual(await sweepOnce(sweeper, jobsOnly), nothing);
    assert.deepEqual(await sweepOnce(sweeper, { orphans: true, signal }), { ...nothing, orphans: 1 });
    assert.equal(await files.read("sources/gone/file"), undefined);
    assert.ok(await files.read("sources/new/file"));
  });

  it("goes on with the rest when one part cannot be swept, and says what went wrong", async () => {
    const sweeper = newSweeper();
    const { files, jobs } = sweeper.backend;
    await files.write("sources/gone/file", Readable.from(["left behind"]));
    (sweeper.clock as HandClock).pass(2 * 3_600_000);
    jobs.due = () => Promise.reject(away);
    const found = await sweepOnce(sweeper, { orphans: true, signal });
    assert.deepEqual(found, { ...nothing, orphans: 1, errors: [away, away] });
  });
});
