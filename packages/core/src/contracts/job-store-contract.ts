import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job } from "../job/job.ts";
import type { JobStore } from "../seams/job-store.ts";
import { testDueJobs } from "./due-jobs-contract.ts";
import { testJobBatches } from "./job-batches-contract.ts";
import { testJobChanges } from "./job-changes-contract.ts";
import { testJobList } from "./job-list-contract.ts";
import { testOwnerUsage } from "./owner-usage-contract.ts";
import { newJob, richJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";
import { testTurns } from "./turns-contract.ts";

/** Everything a JobStore promises. `create` gives an empty store each time. */
export function testJobStore(name: string, create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);

  describe(`${name} keeps the JobStore contract`, contractOptions, () => {
    it(
      "gives back every field of a job as it was stored, unicode and all",
      store(async (jobs) => {
        for (const job of [newJob(), richJob(), { ...newJob(), options: { tagged: false } }]) {
          assert.equal(await jobs.create(job), true);
          assert.deepEqual(await jobs.find(job.id), job);
        }
      }),
    );

    it(
      "knows no job under an id that was never created, however odd",
      store(async (jobs) => {
        await jobs.create(newJob());
        for (const id of [
          "",
          " ",
          "nothing",
          "../x",
          "ünïcode 🦉",
          "x".repeat(5_000),
          "' OR 1=1 --",
          "\u0000",
        ])
          assert.equal(await jobs.find(id), undefined);
      }),
    );

    it(
      "refuses a second job under the same id and keeps the first",
      store(async (jobs) => {
        const first = newJob();
        assert.equal(await jobs.create(first), true);
        assert.equal(await jobs.create(richJob({ id: first.id })), false);
        assert.deepEqual(await jobs.find(first.id), first);
      }),
    );

    it(
      "lets exactly one of many win who create the same id at once",
      store(async (jobs) => {
        const { id } = newJob();
        const rivals = Array.from({ length: 8 }, (_, index) => newJob({ id, owner: `owner-${index}` }));
        await onlyOneWins(jobs, id, rivals, (job) => jobs.create(job));
      }),
    );

    it(
      "replaces a job of the expected revision, and every read from then on sees it",
      store(async (jobs) => {
        let job = newJob();
        await jobs.create(job);
        for (const next of [richJob({ id: job.id }), newJob({ id: job.id }), richJob({ id: job.id })]) {
          const replacement = { ...next, revision: job.revision + 1 };
          assert.equal(await jobs.replace(replacement, job.revision), true);
          assert.deepEqual(await jobs.find(job.id), replacement);
          job = replacement;
        }
      }),
    );

    it(
      "changes nothing when the revision is another or the job is unknown",
      store(async (jobs) => {
        const job = newJob({ revision: 5 });
        await jobs.create(job);
        for (const revision of [4, 6, 0])
          assert.equal(await jobs.replace(richJob({ id: job.id, revision: 6 }), revision), false);
        assert.deepEqual(await jobs.find(job.id), job);
        const unknown = newJob();
        assert.equal(await jobs.replace(unknown, unknown.revision), false);
        assert.equal(await jobs.find(unknown.id), undefined);
      }),
    );

    it(
      "lets exactly one of many win who replace the same revision at once",
      store(async (jobs) => {
        const job = newJob();
        await jobs.create(job);
        const rivals = Array.from({ length: 8 }, (_, index) => ({ ...job, revision: 2, percent: index }));
        await onlyOneWins(jobs, job.id, rivals, (rival) => jobs.replace(rival, 1));
      }),
    );

    it(
      "removes a job of the expected revision only, and frees its id",
      store(async (jobs) => {
        const job = newJob({ revision: 3 });
        await jobs.create(job);
        assert.equal(await jobs.remove(job.id, 2), false);
        assert.deepEqual(await jobs.find(job.id), job);
        assert.equal(await jobs.remove(job.id, 3), true);
        assert.equal(await jobs.find(job.id), undefined);
        assert.equal(await jobs.remove(job.id, 3), false);
        assert.equal(await jobs.replace({ ...job, revision: 4 }, 3), false);
        assert.equal(await jobs.find(job.id), undefined);
        assert.equal(await jobs.create(job), true);
      }),
    );

    it(
      "lets either a removal or a replacement of the same revision win, never both",
      store(async (jobs) => {
        for (let round = 0; round < 5; round += 1) {
          const job = newJob();
          await jobs.create(job);
          const next = { ...job, revision: 2 };
          const [removed, replaced] = await Promise.all([jobs.remove(job.id, 1), jobs.replace(next, 1)]);
          assert.notEqual(removed, replaced);
          assert.deepEqual(await jobs.find(job.id), replaced ? next : undefined);
        }
      }),
    );

    it(
      "keeps its own copy: changing a job in hand changes nothing stored",
      store(async (jobs) => {
        const job = richJob();
        const handedIn = structuredClone(job);
        await jobs.create(handedIn);
        Object.assign(handedIn.source, { filename: "changed" });
        Object.assign((await jobs.find(job.id)) ?? {}, { owner: "changed" });
        assert.deepEqual(await jobs.find(job.id), job);
      }),
    );

    it(
      "answers a ping, and may be closed twice",
      store(async (jobs) => {
        await jobs.ping();
        await jobs.close();
        await jobs.close();
      }),
    );

    testDueJobs(create);
    testJobChanges(create);
    testJobList(create);
    testJobBatches(create);
    testOwnerUsage(create);
    testTurns(create);
  });
}

async function onlyOneWins(
  jobs: JobStore,
  id: string,
  rivals: readonly Job[],
  attempt: (rival: Job) => Promise<boolean>,
): Promise<void> {
  const answers = await Promise.all(rivals.map(attempt));
  assert.equal(answers.filter(Boolean).length, 1);
  assert.deepEqual(await jobs.find(id), rivals[answers.indexOf(true)]);
}
