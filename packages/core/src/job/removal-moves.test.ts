import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused, moved } from "../test-support/decisions.ts";
import { claimedJob, queuedJob, start } from "../test-support/jobs.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";
import { claim } from "./lease-moves.ts";
import { cancel, redrive } from "./owner-moves.ts";
import { discard, isRetired, retire } from "./removal-moves.ts";
import { expire, lose, noteSent } from "./sweep-moves.ts";

describe("discard", () => {
  it("takes any job out for good, at once due, and forgets the passwords", () => {
    const failed = queuedJob({
      status: "failed",
      password: "secret",
      resultPasswords: { ownerPassword: "own" },
    });
    for (const job of [
      queuedJob({ password: "secret", resultPasswords: { ownerPassword: "own" } }),
      claimedJob().job,
      failed,
    ]) {
      const gone = moved(job, discard(job, policy, start + 2));
      assert.ok(isRetired(gone));
      assert.equal(gone.dueAt, start + 2);
      assert.deepEqual([gone.password, gone.resultPasswords], [null, null]);
      assert.equal(gone.leaseOwner, null);
    }
    assert.equal(moved(failed, discard(failed, policy, start)).status, "failed");
  });

  it("leaves no other move, whatever the clock says", () => {
    const { job } = claimedJob({ status: "failed" });
    const gone = moved(job, discard(job, policy, start));
    for (const now of [start - 1_000_000, start, job.expiresAt * 2]) {
      assertRefused(claim(gone, "worker-1", policy, now), "finished");
      assertRefused(cancel(gone, policy, now), "finished");
      assertRefused(redrive(gone, policy, now), "too-late");
      assertRefused(expire(gone, policy, now), "finished");
      assertRefused(lose(gone, policy, now), "finished");
      assertRefused(noteSent(gone, policy, now), "finished");
      assertRefused(discard(gone, policy, now), "finished");
      assertRefused(retire(gone, now), "finished");
    }
  });
});

describe("retire", () => {
  it("takes out a job that was kept long enough, and no other", () => {
    const over = queuedJob({ status: "succeeded", expiresAt: start + 10 });
    assertRefused(retire(over, start + 9), "not-due");
    assert.ok(isRetired(moved(over, retire(over, start + 10))));
    assertRefused(retire(queuedJob({ expiresAt: start }), start + 10), "not-finished");
  });
});
