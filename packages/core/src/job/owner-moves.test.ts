import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused, moved } from "../test-support/decisions.ts";
import { claimedJob, queuedJob, start } from "../test-support/jobs.ts";
import { jobStatuses } from "./job.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";
import { claim, isClaimedWith } from "./lease-moves.ts";
import { cancel, redrive } from "./owner-moves.ts";

describe("cancel", () => {
  it("ends a job that waits or is worked on, and forgets the passwords", () => {
    for (const job of [
      queuedJob({ password: "secret", resultPasswords: { ownerPassword: "own" } }),
      claimedJob({ password: "secret", resultPasswords: { ownerPassword: "own" } }).job,
    ]) {
      const canceled = moved(job, cancel(job, policy, start + 3));
      assert.equal(canceled.status, "canceled");
      assert.equal(canceled.error?.code, "canceled");
      assert.deepEqual([canceled.password, canceled.resultPasswords], [null, null]);
      assert.equal(canceled.leaseOwner, null);
      assert.equal(canceled.dueAt, start + 3 + policy.keepMs);
    }
  });

  it("takes the job out of its worker's hands", () => {
    const { job, token } = claimedJob();
    assert.ok(!isClaimedWith(moved(job, cancel(job, policy, start)), token));
  });

  it("is refused once the job is over", () => {
    for (const status of jobStatuses.slice(2)) {
      assertRefused(cancel(queuedJob({ status }), policy, start), "finished");
    }
  });
});

describe("redrive", () => {
  const failed = () =>
    claimedJob({
      status: "failed",
      leaseOwner: null,
      leaseUntil: null,
      attempt: 4,
      failures: 3,
      losses: 2,
      releases: 9,
      sends: 5,
    }).job;

  it("gives a failed job fresh budgets and a fresh deadline, but no attempt twice", () => {
    const job = failed();
    const again = moved(job, redrive(job, policy, start + 100));
    assert.deepEqual(
      [again.status, again.failures, again.losses, again.releases, again.sends, again.error],
      ["queued", 0, 0, 0, 0, null],
    );
    assert.equal(again.deadlineAt, start + 100 + policy.maxWaitMs);
    assert.equal(again.dueAt, start + 100 + policy.sendGraceMs);
    assert.equal(moved(again, claim(again, "worker-1", policy, start + 100)).attempt, 5);
  });

  it("takes what is asked anew, and keeps the rest", () => {
    const job = { ...failed(), password: "wrong", options: { pages: "1-3", tagged: true } };
    const again = moved(job, redrive(job, policy, start, { password: "right" }));
    assert.deepEqual([again.password, again.options], ["right", job.options]);
    const changed = moved(job, redrive(job, policy, start, { options: { tagged: true } }));
    assert.deepEqual([changed.password, changed.options], ["wrong", { tagged: true }]);
  });

  it("wants passwords for the result again where they were dropped", () => {
    const ownerPassword = "own";
    const queued = queuedJob({ password: "secret", resultPasswords: { ownerPassword } });
    const canceled = moved(queued, cancel(queued, policy, start));
    assert.deepEqual([canceled.resultPasswords, canceled.lostPasswords], [null, ["ownerPassword"]]);
    assertRefused(redrive(canceled, policy, start), "passwords-lost");
    assertRefused(
      redrive(canceled, policy, start, { resultPasswords: { openPassword: "open" } }),
      "passwords-lost",
    );
    const again = moved(canceled, redrive(canceled, policy, start, { resultPasswords: { ownerPassword } }));
    assert.deepEqual([again.resultPasswords, again.lostPasswords], [{ ownerPassword }, undefined]);
  });

  it("is refused for a job that is not over, and for one that has a result", () => {
    assertRefused(redrive(queuedJob(), policy, start), "not-finished");
    assertRefused(redrive(claimedJob().job, policy, start), "not-finished");
    assertRefused(redrive({ ...failed(), status: "succeeded" }, policy, start), "succeeded");
    for (const status of ["canceled", "expired"] as const)
      assert.ok(redrive({ ...failed(), status }, policy, start).allowed);
  });

  it("is refused once the job was kept long enough, since its source may be gone", () => {
    const job = failed();
    assert.ok(redrive(job, policy, job.expiresAt - 1).allowed);
    assertRefused(redrive(job, policy, job.expiresAt), "too-late");
  });
});
