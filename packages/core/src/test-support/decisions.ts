import assert from "node:assert/strict";
import type { Job } from "../job/job.ts";
import type { Decision, Refusal } from "../job/move.ts";

/** The job after the move. Fails if the move is refused or does not increase the revision by one. */
export function moved(before: Job, decision: Decision): Job {
  assert.ok(decision.allowed, `refused: ${decision.allowed || decision.reason}`);
  assert.equal(decision.job.revision, before.revision + 1);
  return decision.job;
}

export function assertRefused(decision: Decision, reason: Refusal): void {
  assert.deepEqual(decision, { allowed: false, reason });
}
