import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JobStore } from "../seams/job-store.ts";
import { contractOptions, type Subject, withSubject } from "./subject.ts";

/** How a JobStore elects one of many. */
export function testTurns(create: () => Promise<Subject<JobStore>>): void {
  const store = (body: (jobs: JobStore) => Promise<void>) => withSubject(create, body);

  describe("takeTurn", contractOptions, () => {
    it(
      "elects one of many who ask at the same time",
      store(async (jobs) => {
        const time = { now: 1_000, forMs: 500 };
        const rivals = Array.from({ length: 8 }, (_, index) => `worker-${index}`);
        const answers = await Promise.all(rivals.map((rival) => jobs.takeTurn("one", rival, time)));
        assert.equal(answers.filter(Boolean).length, 1);
        const elected = rivals[answers.indexOf(true)] ?? "";
        const nowElected = await Promise.all(rivals.map((rival) => jobs.takeTurn("one", rival, time)));
        assert.equal(rivals[nowElected.indexOf(true)], elected);
      }),
    );

    it(
      "gives a turn to another when it is over, and lets its holder ask again",
      store(async (jobs) => {
        const forMs = 500;
        assert.equal(await jobs.takeTurn("one", "first", { now: 1_000, forMs }), true);
        assert.equal(await jobs.takeTurn("one", "second", { now: 1_499, forMs }), false);
        assert.equal(await jobs.takeTurn("another", "second", { now: 1_499, forMs }), true);
        assert.equal(await jobs.takeTurn("one", "first", { now: 1_499, forMs }), true);
        assert.equal(await jobs.takeTurn("one", "second", { now: 1_500, forMs }), false);
        assert.equal(await jobs.takeTurn("one", "second", { now: 1_999, forMs }), true);
        assert.equal(await jobs.takeTurn("one", "first", { now: 2_000, forMs }), false);
        assert.equal(await jobs.find("one"), undefined);
      }),
    );
  });
}
