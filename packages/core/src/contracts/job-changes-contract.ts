import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JobStore } from "../seams/job-store.ts";
import { eventually } from "./eventually.ts";
import { newJob } from "./sample-job.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** What whoever watches many jobs may count on. It may lag, so every expectation is waited for. */
export function testJobChanges(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);

  describe("changes", contractOptions, () => {
    it(
      "finds of many jobs those that changed, as they are, and those that are gone",
      store(async (jobs) => {
        const all = Array.from({ length: 230 }, () => newJob());
        for (let at = 0; at < all.length; at += 50)
          await Promise.all(all.slice(at, at + 50).map((job) => jobs.create(job)));
        const [changed = newJob(), gone = newJob(), ...same] = all;
        const newest = { ...changed, revision: 3, percent: 50 };
        await jobs.replace({ ...changed, revision: 2 }, 1);
        await jobs.replace(newest, 2);
        await jobs.remove(gone.id, 1);
        await eventually(async () => {
          const found = await jobs.findChanged(all);
          assert.deepEqual(
            new Map(found),
            new Map([
              [changed.id, newest],
              [gone.id, undefined],
            ]),
          );
        });
        assert.deepEqual(new Map(await jobs.findChanged([newest, ...same])), new Map());
        assert.deepEqual(new Map(await jobs.findChanged([])), new Map());
      }),
    );

    it(
      "gives nothing older than what is known, at any moment",
      store(async (jobs) => {
        let job = newJob();
        await jobs.create(job);
        for (let change = 0; change < 50; change += 1) {
          const next = { ...job, revision: job.revision + 1 };
          await jobs.replace(next, job.revision);
          assert.equal((await jobs.findChanged([next])).size, 0);
          job = next;
        }
      }),
    );

    it(
      "tells what happened since a mark, if it notices changes by itself",
      store(async (jobs) => {
        if (jobs.changesSince === undefined) return;
        const [changed, gone, same] = [newJob(), newJob(), newJob()];
        for (const job of [changed, gone, same]) await jobs.create(job);
        const { mark } = await jobs.changesSince(undefined);
        assert.deepEqual((await jobs.changesSince(mark)).ids, []);
        await jobs.replace({ ...changed, revision: 2 }, 1);
        await jobs.replace({ ...same, revision: 3 }, 2); // nothing is written
        await jobs.remove(gone.id, 1);
        const { mark: next, ids } = await jobs.changesSince(mark);
        if (ids !== undefined) assert.deepEqual([...ids], [changed.id, gone.id]);
        assert.deepEqual((await jobs.changesSince(next)).ids, []);
        assert.notDeepEqual((await jobs.changesSince(mark)).ids, []);
      }),
    );
  });
}
