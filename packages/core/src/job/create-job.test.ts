import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newJob } from "../contracts/index.ts";
import { createJob } from "./create-job.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";

const { id, owner, source, format, options, password, batch, requestHash } = newJob({ id: "job-1" });
const request = { id, owner, source, format, options, password, batch, requestHash, firstRevision: 77 };

describe("createJob", () => {
  it("makes a queued job that may start at once and is due soon, in case its sender dies", () => {
    const job = createJob(request, policy, 1_000);
    assert.equal(job.status, "queued");
    assert.equal(job.notBefore, 1_000);
    assert.equal(job.dueAt, 1_000 + policy.sendGraceMs);
    assert.equal(job.deadlineAt, 1_000 + policy.maxWaitMs);
    assert.equal(job.expiresAt, job.deadlineAt + policy.keepMs);
    assert.equal(job.revision, 77);
    assert.equal(job.attempt, 0);
    assert.ok(!("firstRevision" in job));
  });

  it("is due no later than its deadline", () => {
    assert.equal(createJob(request, { ...policy, maxWaitMs: 100 }, 1_000).dueAt, 1_100);
  });
});
