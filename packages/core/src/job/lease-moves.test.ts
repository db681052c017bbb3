import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused, moved } from "../test-support/decisions.ts";
import { claimedJob, queuedJob, start } from "../test-support/jobs.ts";
import { jobStatuses } from "./job.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";
import { claim, isClaimedWith, renew } from "./lease-moves.ts";

const leaseOver = start + policy.leaseMs + policy.clockAllowanceMs + 1;

describe("claim", () => {
  it("takes a queued job under a new attempt and a lease", () => {
    const queued = queuedJob();
    const job = moved(queued, claim(queued, "worker-1", policy, start + 5));
    assert.equal(job.status, "processing");
    assert.equal(job.attempt, 1);
    assert.equal(job.leaseOwner, "worker-1");
    assert.equal(job.leaseUntil, start + 5 + policy.leaseMs);
    assert.equal(job.startedAt, start + 5);
    assert.ok(isClaimedWith(job, { attempt: 1, owner: "worker-1" }));
  });

  it("has the job due just when it may be stolen, where it was due later or soon", () => {
    for (const dueAt of [start, start + 2_999, leaseOver + 1, start + policy.resendMs]) {
      const queued = queuedJob({ dueAt });
      const job = moved(queued, claim(queued, "worker-1", policy, start));
      assert.equal(job.dueAt, leaseOver);
      assertRefused(claim(job, "worker-2", policy, job.dueAt - 1), "leased");
      assert.equal(moved(job, claim(job, "worker-2", policy, job.dueAt)).leaseOwner, "worker-2");
    }
  });

  it("leaves it due when it was, between these, until a renewal finds that too soon", () => {
    for (const dueAt of [start + 3_000, start + policy.sendGraceMs, leaseOver]) {
      const queued = queuedJob({ dueAt });
      let job = moved(queued, claim(queued, "worker-1", policy, start));
      assert.equal(job.dueAt, dueAt);
      const renewed = (now: number) =>
        moved(
          job,
          renew(job, { attempt: 1, owner: "worker-1" }, { phase: "loading", percent: 1 }, policy, now),
        );
      job = renewed(dueAt - 3_000);
      assert.equal(job.dueAt, dueAt);
      job = renewed(dueAt - 2_999);
      assert.equal(job.dueAt, dueAt - 2_999 + leaseOver - start);
    }
  });

  it("waits for the moment before which a job must not start", () => {
    const job = queuedJob({ notBefore: start + 10 });
    assertRefused(claim(job, "worker-1", policy, start + 9), "too-early");
    assert.ok(claim(job, "worker-1", policy, start + 10).allowed);
  });

  it("is refused from the deadline on", () => {
    const job = queuedJob();
    assert.ok(claim(job, "worker-1", policy, job.deadlineAt - 1).allowed);
    assertRefused(claim(job, "worker-1", policy, job.deadlineAt), "too-late");
  });

  it("is refused for a job that is over", () => {
    for (const status of jobStatuses.filter((each) => each !== "queued" && each !== "processing"))
      assertRefused(claim(queuedJob({ status }), "worker-1", policy, start), "finished");
  });

  it("leaves a job alone whose worker may only have a clock that is a little behind", () => {
    const { job } = claimedJob();
    assertRefused(claim(job, "worker-2", policy, leaseOver - 1), "leased");
  });

  it("steals from a silent worker, which costs a loss and fences that worker off", () => {
    const { job, token } = claimedJob();
    const stolen = moved(job, claim(job, "worker-2", policy, leaseOver));
    assert.equal(stolen.attempt, 2);
    assert.equal(stolen.losses, 1);
    assert.ok(!isClaimedWith(stolen, token));
    assertRefused(renew(stolen, token, { phase: "loading", percent: 1 }, policy, leaseOver), "not-yours");
  });

  it("does not count the time of a silent worker as waiting", () => {
    const { job } = claimedJob();
    const stolen = moved(job, claim(job, "worker-2", policy, leaseOver));
    assert.equal(stolen.deadlineAt - leaseOver, job.deadlineAt - start);
  });

  it("does not steal once the losses are spent", () => {
    const { job } = claimedJob({ losses: policy.maxLosses });
    assertRefused(claim(job, "worker-2", policy, leaseOver), "no-losses-left");
  });
});

describe("renew", () => {
  it("begins the lease anew and shows progress, which never goes back", () => {
    const { job, token } = claimedJob({ percent: 40 });
    const renewed = moved(job, renew(job, token, { phase: "loading", percent: 30 }, policy, start + 7_000));
    assert.equal(renewed.leaseUntil, start + 7_000 + policy.leaseMs);
    assert.equal(renewed.phase, "loading");
    assert.equal(renewed.percent, 40);
  });

  it("keeps a job whose lease is over as long as nobody took it", () => {
    const { job, token } = claimedJob();
    assert.ok(renew(job, token, { phase: "loading", percent: 1 }, policy, leaseOver + 60_000).allowed);
  });

  it("is refused to another attempt, another owner, and for a job that is not worked on", () => {
    const { job, token } = claimedJob();
    const seen = { phase: "loading", percent: 1 } as const;
    assertRefused(renew(job, { ...token, attempt: 2 }, seen, policy, start), "not-yours");
    assertRefused(renew(job, { ...token, owner: "worker-2" }, seen, policy, start), "not-yours");
    assertRefused(renew({ ...job, status: "queued" }, token, seen, policy, start), "not-yours");
  });
});
