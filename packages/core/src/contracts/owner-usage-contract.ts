import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JobResult } from "../job/job.ts";
import type { JobStore } from "../seams/job-store.ts";
import { eventually } from "./eventually.ts";
import { newJob, richJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

const owner = "équipe 東京 / 🦉";

/** What an owner has in a JobStore. It may lag, so each figure is waited for. */
export function testOwnerUsage(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);

  describe("usage", contractOptions, () => {
    it(
      "counts an owner's jobs that wait and the bytes of all, and nobody else's",
      store(async (jobs) => {
        await isUsed(jobs, 0, 0);
        await Promise.all([
          ...[10, 20, 2 ** 41].map((bytes) => jobs.create(jobOf(bytes))),
          jobs.create({ ...jobOf(40), status: "processing" }),
          jobs.create({ ...jobOf(50), status: "succeeded", result: resultOf(60) }),
          jobs.create(newJob({ owner: `${owner} ` })),
          jobs.create(newJob()),
        ]);
        await isUsed(jobs, 3, 10 + 20 + 2 ** 41 + 40 + 50 + 60);
        const one = jobOf(70);
        await jobs.create({ ...one, moreSources: [{ ...one.source, bytes: 80 }], moreSourceBytes: 80 });
        await isUsed(jobs, 4, 10 + 20 + 2 ** 41 + 40 + 50 + 60 + 70 + 80);
      }),
    );

    it(
      "follows a job on its way, and forgets it when it is removed",
      store(async (jobs) => {
        let job = jobOf(100);
        await jobs.create(job);
        await isUsed(jobs, 1, 100);
        const steps = [
          { changes: { status: "processing" }, queued: 0, bytes: 100 },
          { changes: { percent: 50 }, queued: 0, bytes: 100 },
          { changes: { status: "queued" }, queued: 1, bytes: 100 },
          { changes: { status: "succeeded", result: resultOf(7) }, queued: 0, bytes: 107 },
        ] as const;
        for (const { changes, queued, bytes } of steps) {
          const next = { ...job, ...changes, revision: job.revision + 1 };
          assert.equal(await jobs.replace(next, job.revision), true);
          await isUsed(jobs, queued, bytes);
          job = next;
        }
        assert.equal(await jobs.remove(job.id, job.revision), true);
        await isUsed(jobs, 0, 0);
      }),
    );

    it(
      "counts nothing that was refused",
      store(async (jobs) => {
        const job = jobOf(5);
        await jobs.create(job);
        assert.equal(await jobs.create(jobOf(6, { id: job.id })), false);
        assert.equal(await jobs.replace(richJob({ id: job.id, owner }), 44), false);
        assert.equal(await jobs.remove(job.id, 44), false);
        await isUsed(jobs, 1, 5);
      }),
    );
  });
}

async function isUsed(jobs: JobStore, queuedJobs: number, storedBytes: number): Promise<void> {
  await eventually(async () => assert.deepEqual(await jobs.usage(owner), { queuedJobs, storedBytes }));
}

function jobOf(bytes: number, { id }: { id?: string } = {}) {
  const job = newJob({ owner, ...(id !== undefined && { id }) });
  return { ...job, source: { ...job.source, bytes } };
}

function resultOf(bytes: number): JobResult {
  const { result } = richJob();
  assert.ok(result !== null);
  return { ...result, bytes };
}
