import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type JobStatus, jobStatuses } from "../job/job.ts";
import type { JobStore } from "../seams/job-store.ts";
import { eventually } from "./eventually.ts";
import { newJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** The sweeper's view of a JobStore. It may lag, so every expectation is waited for. */
export function testDueJobs(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);
  const now = Date.now();
  const dueAts = async (jobs: JobStore, limit = 100) => (await jobs.due(now, limit)).map((job) => job.dueAt);

  describe("due", contractOptions, () => {
    it(
      "gives the jobs whose time has come, whole and of every status, and no others",
      store(async (jobs) => {
        const due = jobStatuses.map((status: JobStatus, index) => newJob({ status, dueAt: now - index }));
        for (const job of [...due, newJob({ dueAt: now + 1 }), newJob({ dueAt: now + 3_600_000 })])
          await jobs.create(job);
        await eventually(async () => assert.deepEqual(await jobs.due(now, 100), due.toReversed()));
      }),
    );

    it(
      "gives the earliest first and no more than asked for",
      store(async (jobs) => {
        const agesMs = Array.from({ length: 40 }, (_, index) => (index * 17) % 40);
        await Promise.all(agesMs.map((ageMs) => jobs.create(newJob({ dueAt: now - ageMs * 1_000 }))));
        const earliest = Array.from({ length: 40 }, (_, index) => now - (39 - index) * 1_000);
        await eventually(async () => assert.deepEqual(await dueAts(jobs), earliest));
        assert.deepEqual(await dueAts(jobs, 10), earliest.slice(0, 10));
        assert.deepEqual(await dueAts(jobs, 1), earliest.slice(0, 1));
      }),
    );

    it(
      "follows every change, and forgets what is removed",
      store(async (jobs) => {
        const early = newJob({ dueAt: now - 2_000 });
        const late = newJob({ dueAt: now + 3_600_000 });
        const gone = newJob({ dueAt: now - 3_000 });
        for (const job of [early, late, gone]) await jobs.create(job);
        await eventually(async () => assert.deepEqual(await dueAts(jobs), [now - 3_000, now - 2_000]));
        await jobs.replace({ ...early, revision: 2, dueAt: now + 3_600_000 }, 1);
        await jobs.replace({ ...late, revision: 2, dueAt: now - 1_000 }, 1);
        await jobs.remove(gone.id, 1);
        await eventually(async () => assert.deepEqual(await dueAts(jobs), [now - 1_000]));
      }),
    );
  });
}
