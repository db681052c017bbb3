import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused, moved } from "../test-support/decisions.ts";
import { claimedJob, queuedJob, start } from "../test-support/jobs.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";
import { expire, lose, noteSent, putOffUntilLeaseEnds } from "./sweep-moves.ts";

const leaseOver = start + policy.leaseMs + policy.clockAllowanceMs + 1;

describe("expire", () => {
  it("ends a job that waited until its deadline", () => {
    const job = queuedJob({ password: "secret", resultPasswords: { ownerPassword: "own" } });
    assertRefused(expire(job, policy, job.deadlineAt - 1), "too-early");
    const expired = moved(job, expire(job, policy, job.deadlineAt));
    assert.equal(expired.status, "expired");
    assert.equal(expired.error?.code, "expired");
    assert.deepEqual([expired.password, expired.resultPasswords], [null, null]);
  });

  it("never ends a job that is worked on or over", () => {
    const { job } = claimedJob();
    assertRefused(expire(job, policy, job.deadlineAt + 1), "leased");
    assertRefused(expire({ ...job, status: "failed" }, policy, job.deadlineAt + 1), "finished");
  });
});

describe("lose", () => {
  it("ends a job whose workers died too often", () => {
    const { job } = claimedJob({ losses: policy.maxLosses });
    const lost = moved(job, lose(job, policy, leaseOver));
    assert.equal(lost.status, "failed");
    assert.equal(lost.error?.code, "worker_lost");
    assert.equal(lost.leaseOwner, null);
  });

  it("waits for the end of the lease, and leaves the job to a thief while losses are left", () => {
    assertRefused(lose(claimedJob({ losses: policy.maxLosses }).job, policy, leaseOver - 1), "leased");
    assertRefused(lose(claimedJob().job, policy, leaseOver), "losses-left");
    assertRefused(lose(queuedJob(), policy, leaseOver), "leased");
    assertRefused(lose(queuedJob({ status: "canceled" }), policy, leaseOver), "finished");
  });
});

describe("putOffUntilLeaseEnds", () => {
  it("has a job at work due when its lease is over, and is refused for any other", () => {
    const { job } = claimedJob();
    assert.equal(moved(job, putOffUntilLeaseEnds(job, policy, leaseOver - 1)).dueAt, leaseOver);
    assertRefused(putOffUntilLeaseEnds(job, policy, leaseOver), "not-leased");
    assertRefused(putOffUntilLeaseEnds(queuedJob(), policy, start), "not-leased");
    assertRefused(putOffUntilLeaseEnds({ ...job, status: "canceled" }, policy, start), "finished");
  });
});

describe("noteSent", () => {
  it("looks again after a pause that doubles with each send", () => {
    let job = queuedJob();
    for (const factor of [1, 2, 4, 8]) {
      job = moved(job, noteSent(job, policy, start));
      assert.equal(job.dueAt, start + factor * policy.resendMs);
    }
    assert.equal(job.sends, 4);
    assert.equal(job.sentAt, start);
  });

  it("never looks later than at the deadline", () => {
    const job = queuedJob({ sends: 50, notBefore: start + policy.maxWaitMs - 1 });
    assert.equal(moved(job, noteSent(job, policy, start)).dueAt, job.deadlineAt);
  });

  it("counts the pause from when the job may start", () => {
    const job = queuedJob({ notBefore: start + 30_000 });
    assert.equal(moved(job, noteSent(job, policy, start)).dueAt, start + 30_000 + policy.resendMs);
  });

  it("keeps a job due whose worker is silent, and never touches one that is held", () => {
    const { job } = claimedJob();
    assertRefused(noteSent(job, policy, leaseOver - 1), "leased");
    assert.equal(moved(job, noteSent(job, policy, leaseOver)).dueAt, leaseOver + policy.resendMs);
    assertRefused(noteSent({ ...job, status: "expired" }, policy, leaseOver), "finished");
  });
});
