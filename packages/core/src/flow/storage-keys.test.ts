import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newJob } from "../contracts/index.ts";
import { checkStorageKey } from "../seams/storage-key.ts";
import { jobIdOfStorageKey, newAttemptPrefix, newSourceKey, resultsOf } from "./storage-keys.ts";

describe("the keys of a job's files", () => {
  const id = "01a2047e-8fcb-7600-af74-8f7c63a3bd9b";
  const job = newJob({ id, attempt: 3 });

  it("are allowed, and tell the job", () => {
    for (const key of [newSourceKey(id), `${newAttemptPrefix(job)}/thumbnail.png`]) {
      checkStorageKey(key);
      assert.equal(jobIdOfStorageKey(key), id);
    }
  });

  it("are new for every upload and every attempt", () => {
    assert.notEqual(newSourceKey(id), newSourceKey(id));
    assert.notEqual(newAttemptPrefix(job), newAttemptPrefix(job));
    assert.match(newAttemptPrefix(job), /\/attempt-3-/);
  });

  it("keep the results of two jobs apart that had the same id one after the other", () => {
    const next = newJob({ id, source: { ...job.source, key: newSourceKey(id) } });
    assert.notEqual(resultsOf(next), resultsOf(job));
    assert.ok(newAttemptPrefix(job).startsWith(`${resultsOf(job)}/`));
  });
});
