import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failureOf } from "../conversion/failures.ts";
import { moved } from "../test-support/decisions.ts";
import { claimedJob, queuedJob, start } from "../test-support/jobs.ts";
import { fail, release } from "./finish-moves.ts";
import { interruptionOf } from "./interruption.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";
import { claim, renew } from "./lease-moves.ts";

describe("interruptionOf", () => {
  it("tells that nothing is heard of a worker, and when the job starts again", () => {
    const { job, token } = claimedJob();
    const begun = (job.leaseUntil ?? 0) - policy.leaseMs;
    assert.equal(interruptionOf(job, policy, begun + policy.leaseMs / 3), null);
    const silent = begun + policy.leaseMs / 2 + policy.clockAllowanceMs + 1;
    const nextAttemptAt = (job.leaseUntil ?? 0) + policy.clockAllowanceMs;
    assert.deepEqual(interruptionOf(job, policy, silent), { reason: "worker_lost", nextAttemptAt });
    const renewed = moved(job, renew(job, token, { phase: "loading", percent: 5 }, policy, silent));
    assert.equal(interruptionOf(renewed, policy, silent + 1), null);
    const again = moved(job, claim(job, "worker-2", policy, nextAttemptAt + 1));
    assert.equal(interruptionOf(again, policy, nextAttemptAt + 2), null);
  });

  it("tells why a job waits again, until it begins", () => {
    const { job, token } = claimedJob();
    const released = moved(job, release(job, token, 5_000, failureOf("unavailable"), policy, start));
    assert.deepEqual(interruptionOf(released, policy, start), {
      reason: "stopped",
      nextAttemptAt: start + 5_000,
    });
    assert.deepEqual(interruptionOf(released, policy, start + 5_000), {
      reason: "stopped",
      nextAttemptAt: null,
    });
    const failure = { ...failureOf("engine_crashed"), retry: true };
    const failed = moved(job, fail(job, token, failure, { policy, now: start, random: () => 0.5 }));
    const { notBefore } = failed;
    assert.ok(notBefore > start);
    assert.deepEqual(interruptionOf(failed, policy, start), { reason: "failed", nextAttemptAt: notBefore });
    assert.equal(
      interruptionOf(moved(failed, claim(failed, "w", policy, notBefore)), policy, notBefore),
      null,
    );
  });

  it("says nothing of a job that has not begun, or has ended", () => {
    assert.equal(interruptionOf(queuedJob(), policy, start), null);
    assert.equal(interruptionOf(queuedJob({ status: "canceled", releases: 1 }), policy, start), null);
  });
});
