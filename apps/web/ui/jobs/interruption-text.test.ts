import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Interruption, Job } from "../api/job.ts";
import { someJob } from "../sendings/testing/some-job.ts";
import { en } from "../texts/en.ts";
import { Wording } from "../texts/wording.ts";
import { interruptionTextOf } from "./interruption-text.ts";

const english = new Wording("en", en);
const now = Date.parse("2030-01-01T00:00:00Z");
const in42s = "2030-01-01T00:00:42Z";

function textOf(interruption: Interruption | null, changes: Partial<Job> = {}): string | undefined {
  const job = someJob("a", { progress: { phase: "waiting", percent: 0, interruption }, ...changes });
  return interruptionTextOf(job, english, now)?.replaceAll("\u00a0", " ");
}

describe("the text of an interruption", () => {
  it("says why, and when the conversion starts again", () => {
    const server = "The server was interrupted. The conversion starts again in 42 sec.";
    assert.equal(textOf({ reason: "worker_lost", nextAttemptAt: in42s }), server);
    assert.equal(textOf({ reason: "stopped", nextAttemptAt: in42s }), server);
    const failed = "An attempt failed. The conversion starts again in 42 sec.";
    assert.equal(textOf({ reason: "failed", nextAttemptAt: in42s }), failed);
  });

  it("names no time where there is none, or where it has passed", () => {
    const server = "The server was interrupted. The conversion starts again by itself.";
    assert.equal(textOf({ reason: "stopped", nextAttemptAt: null }), server);
    assert.equal(textOf({ reason: "stopped", nextAttemptAt: "2030-01-01T00:00:00Z" }), server);
  });

  it("is none while all is well, and after the end", () => {
    assert.equal(textOf(null), undefined);
    assert.equal(textOf({ reason: "failed", nextAttemptAt: in42s }, { status: "canceled" }), undefined);
    const job = someJob("a", { status: "failed", progress: { phase: "waiting", percent: 0 } });
    assert.equal(interruptionTextOf(job, english, now), undefined);
  });
});
