import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import type { Job } from "../job/job.ts";
import type { JobFilter, JobStore } from "../seams/job-store.ts";
import { eventually } from "./eventually.ts";
import { newJob, richJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** An owner's view of a JobStore. It may lag, so the first look is waited for. */
export function testJobList(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);
  const owner = "équipe 東京 / 🦉";

  describe("list", contractOptions, () => {
    it(
      "gives an owner's jobs, whole and newest first, and nobody else's",
      store(async (jobs) => {
        const mine = [richJob({ owner, createdAt: 3_000 }), ...oldJobs(2, { owner })];
        await createAll(jobs, [...mine, newJob({ owner: `${owner} ` }), newJob({ owner: "équipe" })]);
        await eventually(async () => {
          assert.deepEqual(await jobs.list(owner, {}, { limit: 10 }), { jobs: mine, nextCursor: null });
        });
        assert.deepEqual(await jobs.list("nobody", {}, { limit: 10 }), { jobs: [], nextCursor: null });
      }),
    );

    it(
      "shows every job exactly once over several pages, those of one moment too",
      store(async (jobs) => {
        const same = Array.from({ length: 5 }, () => newJob({ owner, createdAt: 9_000 }));
        await createAll(jobs, [...same, ...oldJobs(4, { owner })]);
        for (const limit of [1, 2, 3, 9, 10]) {
          await eventually(async () => {
            const pages = await allPages(jobs, {}, limit);
            assert.deepEqual(
              pages.map((page) => page.length),
              pagesOf(9, limit),
            );
            assert.equal(new Set(pages.flat().map((job) => job.id)).size, 9);
            const times = pages.flat().map((job) => job.createdAt);
            assert.deepEqual(
              times,
              times.toSorted((a, b) => b - a),
            );
          });
        }
      }),
    );

    it(
      "goes on where a page ended, whatever was created or removed meanwhile",
      store(async (jobs) => {
        const mine = oldJobs(5, { owner });
        await createAll(jobs, mine);
        await eventually(async () => assert.equal((await allPages(jobs, {}, 10)).flat().length, 5));
        const first = await jobs.list(owner, {}, { limit: 2 });
        await jobs.create(newJob({ owner }));
        await jobs.remove(first.jobs[1]?.id ?? "", 1);
        await eventually(async () => {
          const newest = await jobs.list(owner, {}, { limit: 10 });
          assert.deepEqual(newest.jobs.slice(1).map(idOf), [mine[0], ...mine.slice(2)].map(idOf));
        });
        const rest = await jobs.list(owner, {}, { limit: 10, ...cursorOf(first.nextCursor) });
        assert.deepEqual(rest, { jobs: mine.slice(2), nextCursor: null });
      }),
    );

    it(
      "filters by status and batch, and fills its pages with what matches",
      store(async (jobs) => {
        const batch = "lote nº 1";
        const plain = oldJobs(20, { owner });
        const failed = oldJobs(2, { owner, status: "failed" }, 500);
        const inBatch = oldJobs(3, { owner, batch }, 200);
        const both = oldJobs(1, { owner, status: "failed", batch }, 100);
        await createAll(jobs, [...plain, ...failed, ...inBatch, ...both]);
        const expect = async (filter: JobFilter, limit: number, expected: readonly Job[]) => {
          await eventually(async () => {
            const pages = await allPages(jobs, filter, limit);
            assert.deepEqual(pages.flat().map(idOf), expected.map(idOf));
            assert.deepEqual(
              pages.map((page) => page.length),
              pagesOf(expected.length, limit),
            );
          });
        };
        await expect({ status: "failed" }, 2, [...failed, ...both]);
        await expect({ batch }, 3, [...inBatch, ...both]);
        await expect({ status: "failed", batch }, 1, both);
        await expect({ status: "canceled" }, 5, []);
        await expect({ batch: "lote" }, 5, []);
      }),
    );

    it(
      "follows a job that changes its status",
      store(async (jobs) => {
        const job = newJob({ owner });
        await jobs.create(job);
        await jobs.replace({ ...job, revision: 2, status: "succeeded" }, 1);
        await eventually(async () => {
          assert.equal((await jobs.list(owner, { status: "succeeded" }, { limit: 5 })).jobs.length, 1);
          assert.equal((await jobs.list(owner, { status: "queued" }, { limit: 5 })).jobs.length, 0);
        });
      }),
    );

    it(
      "refuses a cursor that it did not give",
      store(async (jobs) => {
        await createAll(jobs, oldJobs(3, { owner }));
        const { nextCursor } = await eventually(async () => {
          const page = await jobs.list(owner, {}, { limit: 2 });
          assert.equal(page.jobs.length, 2);
          return page;
        });
        const half = nextCursor?.slice(0, nextCursor.length / 2) ?? "";
        for (const cursor of ["", " ", "nonsense", "e30", "bnVsbA", "W10", "🦉", "x".repeat(5_000), half]) {
          await assert.rejects(
            jobs.list(owner, {}, { limit: 2, cursor }),
            (error) => isAppError(error, "invalid_cursor") && error.kind === "request",
            `cursor ${JSON.stringify(cursor.slice(0, 80))}`,
          );
        }
      }),
    );

    it(
      "shows no job of another owner to whoever got hold of that owner's cursor",
      store(async (jobs) => {
        await createAll(jobs, [...oldJobs(4, { owner }), ...oldJobs(4, { owner: "thief" })]);
        const { nextCursor } = await eventually(async () => {
          const page = await jobs.list(owner, {}, { limit: 2 });
          assert.equal(page.jobs.length, 2);
          return page;
        });
        const stolen = await jobs.list("thief", {}, { limit: 10, ...cursorOf(nextCursor) }).catch((error) => {
          assert.ok(isAppError(error, "invalid_cursor"));
          return { jobs: [] };
        });
        assert.ok(stolen.jobs.every((job) => job.owner === "thief"));
      }),
    );
  });

  async function allPages(jobs: JobStore, filter: JobFilter, limit: number): Promise<(readonly Job[])[]> {
    const pages: (readonly Job[])[] = [];
    let cursor: string | null = null;
    do {
      const page = await jobs.list(owner, filter, { limit, ...cursorOf(cursor) });
      pages.push(page.jobs);
      cursor = page.nextCursor;
    } while (cursor !== null && pages.length < 50);
    return pages;
  }
}

const idOf = (job: Job | undefined) => job?.id;
const cursorOf = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** The lengths of full pages and what is left; one empty page for nothing. A full last page has no page after it. */
function pagesOf(count: number, limit: number): number[] {
  const lengths = Array.from({ length: Math.ceil(count / limit) }, (_, index) =>
    Math.min(limit, count - index * limit),
  );
  return lengths.length === 0 ? [0] : lengths;
}

/** Jobs of different moments long ago, newest first. */
function oldJobs(count: number, changes: Partial<Job>, createdAt = 1_000): Job[] {
  return Array.from({ length: count }, (_, index) => newJob({ ...changes, createdAt: createdAt - index }));
}

/** Not in the order of their age, so that no store can pass by keeping the order of creation. */
async function createAll(jobs: JobStore, all: readonly Job[]): Promise<void> {
  await Promise.all(all.toSorted((a, b) => (a.id < b.id ? 1 : -1)).map((job) => jobs.create(job)));
}
