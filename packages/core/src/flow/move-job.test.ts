import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError, isAppError } from "../app-error.ts";
import { newJob } from "../contracts/index.ts";
import type { Job } from "../job/job.ts";
import { change, type Decision, refuse } from "../job/move.ts";
import { MemoryJobStore } from "../memory/memory-job-store.ts";
import { moveJob } from "./move-job.ts";

const addPercent = (job: Job): Decision => change(job, { percent: job.percent + 1 });
const away = () => new AppError("unavailable", "job_store_unavailable", "Try again later.");

/** A store whose next changes go as the test says: `lost` is made without an answer, `late` is made one call later. */
class UnreliableStore extends MemoryJobStore {
  readonly next: ("lost" | "late" | "refused")[] = [];
  #late: (() => Promise<boolean>) | undefined;

  override async replace(job: Job, ifRevision: number): Promise<boolean> {
    await this.#late?.();
    this.#late = undefined;
    const fate = this.next.shift();
    if (fate === "lost") await super.replace(job, ifRevision);
    if (fate === "late") this.#late = () => super.replace(job, ifRevision);
    if (fate !== undefined) throw away();
    return super.replace(job, ifRevision);
  }
}

async function storeWith(job: Job): Promise<UnreliableStore> {
  const jobs = new UnreliableStore();
  await jobs.create(job);
  return jobs;
}

describe("moveJob", () => {
  it("stores what was decided", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    assert.deepEqual(await moveJob(jobs, job.id, addPercent), {
      moved: true,
      job: { ...job, percent: 1, revision: 2 },
    });
    assert.equal((await jobs.find(job.id))?.percent, 1);
  });

  it("tells why a move is refused, and that a job is missing", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    assert.deepEqual(await moveJob(jobs, job.id, () => refuse("leased")), {
      moved: false,
      reason: "leased",
      job,
    });
    assert.deepEqual(await moveJob(jobs, "none", addPercent), {
      moved: false,
      reason: "missing",
      job: undefined,
    });
  });

  it("decides again on what the winner of a race left", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    await Promise.all(Array.from({ length: 10 }, () => moveJob(jobs, job.id, addPercent)));
    assert.equal((await jobs.find(job.id))?.percent, 10);
  });

  it("fails as the store does when it may not wait", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    jobs.next.push("refused");
    await assert.rejects(moveJob(jobs, job.id, addPercent), (error) =>
      isAppError(error, "job_store_unavailable"),
    );
  });

  it("tries again for as long as it has patience", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    jobs.next.push("refused", "refused");
    assert.ok((await moveJob(jobs, job.id, addPercent, { patienceMs: 20_000 })).moved);
  });

  it("makes a change once whose answer was lost", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    jobs.next.push("lost");
    assert.ok((await moveJob(jobs, job.id, addPercent, { patienceMs: 20_000 })).moved);
    assert.equal((await jobs.find(job.id))?.percent, 1);
  });

  it("recognises its change when it arrives only after it was asked for again", async () => {
    const job = newJob();
    const jobs = await storeWith(job);
    jobs.next.push("late");
    let decided = 0;
    const decide = (current: Job): Decision => {
      decided += 1;
      return current.percent > 0 ? refuse("finished") : change(current, { percent: 1, leaseUntil: decided });
    };
    assert.ok((await moveJob(jobs, job.id, decide, { patienceMs: 20_000 })).moved);
    assert.equal((await jobs.find(job.id))?.revision, 2);
  });

  it("does not hide a bug of the store behind its patience", async () => {
    class BrokenStore extends MemoryJobStore {
      override async find(): Promise<Job | undefined> {
        throw new TypeError("a bug");
      }
    }
    await assert.rejects(moveJob(new BrokenStore(), "job-1", addPercent, { patienceMs: 20_000 }), TypeError);
  });
});
