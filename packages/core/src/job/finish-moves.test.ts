import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failureOf } from "../conversion/failures.ts";
import { assertRefused, moved } from "../test-support/decisions.ts";
import { claimedJob, resultOf, start } from "../test-support/jobs.ts";
import { fail, release, succeed } from "./finish-moves.ts";
import type { Job } from "./job.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";

const crash = { ...failureOf("engine_crashed"), retry: true };
const corrupt = { ...failureOf("source_corrupt"), retry: false };
const away = failureOf("unavailable");
const context = (now: number, chance = 0.5) => ({ policy, now, random: () => chance });

function assertEnded(job: Job, now: number): void {
  assert.equal(job.finishedAt, now);
  assert.equal(job.expiresAt, now + policy.keepMs);
  assert.equal(job.dueAt, job.expiresAt);
  assert.equal(job.leaseOwner, null);
  assert.equal(job.leaseUntil, null);
}

describe("succeed", () => {
  it("shows the result, ends the job and forgets the passwords", () => {
    const { job, token } = claimedJob({ password: "secret", resultPasswords: { openPassword: "own" } });
    const warnings = [{ code: "fonts_missing", message: "One font is missing." }];
    const done = moved(job, succeed(job, token, { result: resultOf(job), warnings }, policy, start + 9));
    assert.equal(done.status, "succeeded");
    assert.deepEqual([done.phase, done.percent], ["storing", 100]);
    assert.deepEqual(done.result, resultOf(job));
    assert.deepEqual(done.warnings, warnings);
    assert.deepEqual([done.password, done.resultPasswords], [null, null]);
    assertEnded(done, start + 9);
  });

  it("is refused to whoever no longer has the claim", () => {
    const { job, token } = claimedJob({ attempt: 2 });
    const made = { result: resultOf(job), warnings: [] };
    assertRefused(succeed(job, { ...token, attempt: 1 }, made, policy, start), "not-yours");
    assertRefused(succeed({ ...job, status: "canceled" }, token, made, policy, start), "not-yours");
  });
});

describe("fail", () => {
  it("tries again after a pause of chance length while failures are left", () => {
    const { job, token } = claimedJob({ failures: 1 });
    const again = moved(job, fail(job, token, crash, context(start + 400, 0.75)));
    assert.equal(again.status, "queued");
    assert.equal(again.failures, 2);
    assert.equal(again.notBefore, start + 400 + 0.75 * policy.retryBaseMs * 2);
    assert.equal(again.error, null);
    assert.equal(again.leaseOwner, null);
  });

  it("never pauses for longer than the cap", () => {
    const { job, token } = claimedJob({ failures: 19 });
    const patient = { ...context(start, 0.999), policy: { ...policy, maxFailures: 99 } };
    assert.ok(moved(job, fail(job, token, crash, patient)).notBefore <= start + policy.retryCapMs);
  });

  it("does not count the time of the attempt as waiting", () => {
    const { job, token } = claimedJob();
    const again = moved(job, fail(job, token, crash, context(start + 600_000)));
    assert.equal(again.deadlineAt, job.deadlineAt + 600_000);
    assert.ok(again.dueAt <= again.deadlineAt);
  });

  it("ends the job when its failures are spent, with the last of them", () => {
    const { job, token } = claimedJob({
      failures: policy.maxFailures - 1,
      password: "secret",
      resultPasswords: { openPassword: "own" },
    });
    const failed = moved(job, fail(job, token, crash, context(start + 5)));
    assert.equal(failed.status, "failed");
    assert.deepEqual(failed.error, { ...failureOf("engine_crashed"), attempt: 1 });
    assert.deepEqual([failed.password, failed.resultPasswords], ["secret", { openPassword: "own" }]);
    assertEnded(failed, start + 5);
  });

  it("ends the job at once when another try cannot help", () => {
    const { job, token } = claimedJob();
    assert.equal(moved(job, fail(job, token, corrupt, context(start))).status, "failed");
  });

  it("is refused to whoever no longer has the claim", () => {
    const { job, token } = claimedJob();
    assertRefused(fail(job, { ...token, owner: "worker-2" }, crash, context(start)), "not-yours");
  });
});

describe("release", () => {
  it("puts the job back without touching its failures", () => {
    const { job, token } = claimedJob({ failures: 2 });
    const back = moved(job, release(job, token, 3_000, away, policy, start + 10));
    assert.equal(back.status, "queued");
    assert.equal(back.failures, 2);
    assert.equal(back.releases, 1);
    assert.equal(back.notBefore, start + 3_010);
    assert.equal(back.attempt, 1);
    assert.ok(back.dueAt >= back.notBefore && back.dueAt <= back.deadlineAt);
  });

  it("is not endless: the job fails when its releases are spent", () => {
    const { job, token } = claimedJob({ releases: policy.maxReleases });
    const failed = moved(job, release(job, token, 0, away, policy, start));
    assert.equal(failed.status, "failed");
    assert.equal(failed.error?.code, "unavailable");
    assertEnded(failed, start);
  });

  it("is refused to whoever no longer has the claim", () => {
    const { job, token } = claimedJob();
    assertRefused(release({ ...job, attempt: 2 }, token, 0, away, policy, start), "not-yours");
  });
});
