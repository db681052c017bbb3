import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RecentJobs } from "./recent-jobs.ts";

const now = Date.parse("2030-01-01T00:00:00Z");
const job = (id: string, expiresAt = "2030-01-02T00:00:00Z") => ({
  id,
  source: { filename: `${id}.pptx`, bytes: 1 },
  expiresAt,
});

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}

const ids = (recent: RecentJobs) => recent.all.map(({ id }) => id);

describe("RecentJobs", () => {
  it("remembers jobs after the page is closed, newest first and each once", () => {
    const kept = storage();
    const recent = new RecentJobs(kept, now);
    for (const id of ["a", "b", "a"]) recent.remember(job(id));
    assert.deepEqual(ids(new RecentJobs(kept, now)), ["a", "b"]);
  });

  it("forgets one, all, and expired jobs", () => {
    const kept = storage();
    const recent = new RecentJobs(kept, now);
    for (const { id, expiresAt } of [job("a"), job("b"), job("old", "2029-12-31T00:00:00Z")]) {
      recent.remember(job(id, expiresAt));
    }
    recent.forget("a");
    assert.deepEqual(ids(new RecentJobs(kept, now)), ["b"]);
    recent.forgetAll();
    assert.deepEqual(ids(new RecentJobs(kept, now)), []);
  });

  it("dispatches an event for every change, and only then", () => {
    const recent = new RecentJobs(storage(), now);
    let told = 0;
    recent.addEventListener("change", () => {
      told += 1;
    });
    recent.remember(job("a"));
    recent.forget("never heard of");
    assert.equal(told, 1);
  });

  it("starts empty if the stored value is not its own", () => {
    for (const text of ["{", "null", "5", '[{"id":1}]', '["x",null]']) {
      assert.deepEqual(ids(new RecentJobs(storage(text), now)), [], text);
    }
  });

  it("works without a storage", () => {
    const recent = new RecentJobs(
      {
        getItem: () => null,
        setItem: () => {
          throw new Error("QuotaExceededError");
        },
      },
      now,
    );
    recent.remember(job("a"));
    assert.deepEqual(ids(recent), ["a"]);
  });
});
