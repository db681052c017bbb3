import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DueFor } from "../job/due-for.ts";
import { type JobStatus, jobStatuses } from "../job/job.ts";
import type { JobStore } from "../seams/job-store.ts";
import { eventually } from "./eventually.ts";
import { newJob, richJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** The sweeper's view of a JobStore. It may lag, so every expectation is waited for. */
export function testDueJobs(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);
  const now = Date.now();
  const dueAts = async (jobs: JobStore, limit = 100) =>
    (await jobs.due("rescue", now, limit)).map((job) => job.dueAt).toSorted((a, b) => a - b);

  describe("due", contractOptions, () => {
    it(
      "gives the jobs whose time has come, whole and of every status, and no others",
      store(async (jobs) => {
        const callbacks = richJob().callbacks ?? [];
        const due = jobStatuses.map((status: JobStatus, index) => newJob({ status, dueAt: now - index }));
        const told = newJob({ status: "succeeded", dueAt: now - 9, callbacks });
        for (const job of [...due, told, newJob({ dueAt: now + 1 }), newJob({ dueAt: now + 3_600_000 })])
          await jobs.create(job);
        const [queued, processing, ...ended] = due;
        const inOrder = async (what: DueFor) =>
          (await jobs.due(what, now, 100)).toSorted((a, b) => b.dueAt - a.dueAt);
        await eventually(async () => assert.deepEqual(await inOrder("removal"), ended));
        await eventually(async () => assert.deepEqual(await inOrder("rescue"), [queued, processing, told]));
      }),
    );

    it(
      "gives all of them where these are no more than asked for, and else as many as asked for",
      store(async (jobs) => {
        const agesMs = Array.from({ length: 40 }, (_, index) => (index * 17) % 40);
        await Promise.all(agesMs.map((ageMs) => jobs.create(newJob({ dueAt: now - ageMs * 1_000 }))));
        const earliest = Array.from({ length: 40 }, (_, index) => now - (39 - index) * 1_000);
        await eventually(async () => assert.deepEqual(await dueAts(jobs), earliest));
        for (const limit of [39, 10, 1]) {
          const some = await dueAts(jobs, limit);
          assert.equal(new Set(some).size, limit);
          assert.ok(some.every((dueAt) => earliest.includes(dueAt)));
        }
      }),
    );

    it(
      "follows every change, and forgets what is removed",
      store(async (jobs) => {
        const early = newJob({ dueAt: now - 2_000 });
        const late = newJob({ dueAt: now + 3_600_000 });
        const gone = newJob({ dueAt: now - 3_000 });
        for (const job of [early, late, gone]) await jobs.create(job);
        const ended = newJob({ dueAt: now + 3_600_000 });
        await jobs.create(ended);
        await jobs.replace({ ...ended, revision: 2, status: "succeeded", dueAt: now - 4_000 }, 1);
        await eventually(async () => assert.deepEqual(await dueAts(jobs), [now - 3_000, now - 2_000]));
        await jobs.replace({ ...early, revision: 2, dueAt: now + 3_600_000 }, 1);
        await jobs.replace({ ...late, revision: 2, dueAt: now - 1_000 }, 1);
        await jobs.remove(gone.id, 1);
        await eventually(async () => assert.deepEqual(await dueAts(jobs), [now - 1_000]));
        assert.equal(await jobs.remove(ended.id, 2), true);
        await eventually(async () => assert.deepEqual(await jobs.due("removal", now, 100), []));
      }),
    );
  });
}
