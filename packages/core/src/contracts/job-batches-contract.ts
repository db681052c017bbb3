import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import type { Job } from "../job/job.ts";
import type { BatchSummary } from "../seams/job-batches.ts";
import type { JobStore } from "../seams/job-store.ts";
import { eventually } from "./eventually.ts";
import { newJob, richJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

const owner = "équipe 東京 / 🦉";
const batch = "lote nº 1 / ü";
const none = { queued: 0, processing: 0, succeeded: 0, failed: 0, canceled: 0, expired: 0 };

/** An owner's batches in a JobStore. They may lag, so each answer is waited for. */
export function testJobBatches(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);

  describe("batches", contractOptions, () => {
    it(
      "sums up the owner's jobs of a batch, and nobody else's",
      store(async (jobs) => {
        await createInTurn(jobs, [
          jobIn(batch, { createdAt: 1_000 }),
          jobIn(batch, { createdAt: 2_000, status: "processing" }),
          jobIn(batch, { createdAt: 3_000, status: "succeeded", result: resultOf(7) }),
          jobIn("another", { createdAt: 500 }),
          newJob({ owner, createdAt: 400 }),
          jobIn(batch, { owner: `${owner} ` }),
        ]);
        const counts = { ...none, queued: 1, processing: 1, succeeded: 1 };
        const bytes = 3 * newJob().source.bytes + 7;
        await isSummed(jobs, { batch, createdAt: 1_000, counts, bytes });
        assert.equal(await jobs.batches.find(owner, "lote"), undefined);
        assert.equal(await jobs.batches.find("nobody", batch), undefined);
      }),
    );

    it(
      "follows a job on its way, and forgets a batch whose jobs are all removed",
      store(async (jobs) => {
        let job = jobIn(batch, { createdAt: 1_000 });
        await jobs.create(job);
        assert.equal(await jobs.create({ ...job, batch: "refused" }), false);
        const sourceBytes = job.source.bytes;
        const steps = [
          { changes: { status: "processing" }, bytes: sourceBytes },
          { changes: { status: "queued" }, bytes: sourceBytes },
          { changes: { status: "succeeded", result: resultOf(70) }, bytes: sourceBytes + 70 },
          { changes: { status: "failed", result: null }, bytes: sourceBytes },
        ] as const;
        for (const { changes, bytes } of steps) {
          const next: Job = { ...job, ...changes, revision: job.revision + 1 };
          assert.equal(await jobs.replace(next, job.revision), true);
          await isSummed(jobs, { batch, createdAt: 1_000, counts: { ...none, [next.status]: 1 }, bytes });
          job = next;
        }
        assert.equal(await jobs.remove(job.id, job.revision), true);
        await eventually(async () => {
          assert.equal(await jobs.batches.find(owner, batch), undefined);
          assert.deepEqual(await jobs.batches.list(owner, { limit: 5 }), { batches: [], nextCursor: null });
        });
        assert.equal(await jobs.batches.find(owner, "refused"), undefined);
      }),
    );

    it(
      "lists an owner's batches newest first, each once over several pages",
      store(async (jobs) => {
        const names = ["b1", "b2", "b3", "b4", "b5"];
        const first = names.map((name, index) => jobIn(name, { createdAt: 1_000 + index }));
        // A batch is as old as its first job, and a batch without jobs is passed over.
        const later = names.map((name, index) => jobIn(name, { createdAt: 9_000 - index }));
        const gone = jobIn("gone", { createdAt: 1_003 });
        await createInTurn(jobs, [...first, ...later, gone, jobIn("theirs", { owner: "other" })]);
        await jobs.remove(gone.id, gone.revision);
        for (const limit of [1, 2, 5, 6]) {
          await eventually(async () => {
            const pages = await pagesOf((cursor) => jobs.batches.list(owner, { limit, ...cursor }));
            const shown = pages.map(({ batches }) => batches.map((each) => each.batch));
            assert.deepEqual(shown.flat(), names.toReversed());
            assert.ok(shown.every(({ length }) => length > 0 && length <= limit));
            const [newest] = pages[0]?.batches ?? [];
            assert.deepEqual([newest?.createdAt, newest?.counts.queued], [1_004, 2]);
          });
        }
      }),
    );

    it(
      "gives the jobs of a batch whole, in the order in which they were created",
      store(async (jobs) => {
        const rich = richJob({ owner, batch, createdAt: 2_000 });
        const same = Array.from({ length: 4 }, () => jobIn(batch, { createdAt: 3_000 }));
        const all = [
          jobIn(batch, { createdAt: 1_000 }),
          rich,
          ...same.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        ];
        await createInTurn(jobs, [...all, newJob({ owner }), jobIn(batch, { owner: "other" })].toReversed());
        for (const limit of [1, 2, 6, 7]) {
          await eventually(async () => {
            const pages = await pagesOf((cursor) => jobs.batches.jobs(owner, batch, { limit, ...cursor }));
            assert.deepEqual(
              pages.flatMap((page) => page.jobs),
              all,
            );
            assert.equal(pages.length, Math.ceil(all.length / limit));
          });
        }
        const entries = await jobs.batches.entries(owner, batch);
        assert.deepEqual(
          entries.map(({ id, status }) => ({ id, status })),
          all.map(({ id, status }) => ({ id, status })),
        );
        assert.deepEqual(await jobs.batches.entries(owner, "nothing"), []);
      }),
    );

    it(
      "tells by its version that a job has changed",
      store(async (jobs) => {
        let job = jobIn(batch);
        await jobs.create(job);
        const seen = new Set<string>();
        const isNew = () =>
          eventually(async () => {
            const [entry] = await jobs.batches.entries(owner, batch);
            assert.ok(entry !== undefined && entry.status === job.status && !seen.has(entry.version));
            seen.add(entry.version);
          });
        await isNew();
        // Twice from waiting to waiting: an attempt lies between.
        for (const changes of [
          { status: "processing", attempt: 1 },
          { status: "queued" },
          { status: "processing", attempt: 2 },
          { status: "failed" },
        ] as const) {
          const next: Job = { ...job, ...changes, revision: job.revision + 1 };
          await jobs.replace(next, job.revision);
          job = next;
          await isNew();
        }
      }),
    );

    it(
      "refuses a cursor that it did not give",
      store(async (jobs) => {
        await createInTurn(
          jobs,
          ["b1", "b2", "b3"].map((name) => jobIn(name)),
        );
        for (const cursor of ["", "nonsense", "e30", "bnVsbA", "🦉", "x".repeat(5_000)]) {
          const isRefused = (error: unknown) =>
            isAppError(error, "invalid_cursor") && error.kind === "request";
          await assert.rejects(jobs.batches.list(owner, { limit: 1, cursor }), isRefused);
          await assert.rejects(jobs.batches.jobs(owner, "b1", { limit: 1, cursor }), isRefused);
        }
      }),
    );
  });
}

async function isSummed(jobs: JobStore, expected: BatchSummary): Promise<void> {
  await eventually(async () => {
    assert.deepEqual(await jobs.batches.find(owner, expected.batch), expected);
    const { batches } = await jobs.batches.list(owner, { limit: 10 });
    assert.deepEqual(
      batches.find((each) => each.batch === expected.batch),
      expected,
    );
  });
}

async function pagesOf<Page extends { nextCursor: string | null }>(
  read: (cursor: { cursor?: string }) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null | undefined; cursor !== null && pages.length < 50; ) {
    const page = await read(cursor === undefined ? {} : { cursor });
    pages.push(page);
    cursor = page.nextCursor;
  }
  return pages;
}

function jobIn(name: string, changes: Partial<Job> = {}): Job {
  return newJob({ owner, batch: name, ...changes });
}

function resultOf(bytes: number): Job["result"] {
  const { result } = richJob();
  return result === null ? null : { ...result, bytes };
}

async function createInTurn(jobs: JobStore, all: readonly Job[]): Promise<void> {
  for (const job of all) assert.equal(await jobs.create(job), true);
}
