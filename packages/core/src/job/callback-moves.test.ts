import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failureOf } from "../conversion/failures.ts";
import { assertRefused, moved } from "../test-support/decisions.ts";
import { claimedJob, queuedJob, resultOf, start } from "../test-support/jobs.ts";
import { newCallback } from "./callback.ts";
import {
  claimCallback,
  deferCallback,
  dueCallbacks,
  finishCallback,
  postponeCallback,
} from "./callback-moves.ts";
import { fail, succeed } from "./finish-moves.ts";
import type { Job } from "./job.ts";
import { defaultJobPolicy as policy } from "./job-policy.ts";
import { cancel, redrive } from "./owner-moves.ts";
import { discard, retire } from "./removal-moves.ts";

const target = {
  kind: "webhook",
  url: "https://user:secret@one.example:8443/x?token=1",
  secret: "s",
} as const;
const other = { ...target, url: "https://two.example/" };
const waiting = { callbacks: [newCallback(target), newCallback(other)] };
const context = (now: number, chance = 0.5) => ({ policy, now, random: () => chance });
const away = { problem: "It answered 500.", retry: true };

function succeeded(): Job {
  const { job, token } = claimedJob(waiting);
  return moved(job, succeed(job, token, { result: resultOf(job), warnings: [] }, policy, start));
}

function failed(): Job {
  const { job, token } = claimedJob(waiting);
  return moved(job, fail(job, token, { ...failureOf("source_corrupt"), retry: false }, context(start)));
}

const tokenOf = (job: Job, index = 0) => {
  const { id, attempts } = job.callbacks?.[index] ?? assert.fail("no callback");
  return { id: id ?? assert.fail("no id"), attempts };
};
const claimed = (job: Job, now = start, index = 0) =>
  moved(job, claimCallback(job, tokenOf(job, index), policy, now));

describe("a callback", () => {
  it("shows of its target only the host", () => {
    assert.equal(newCallback(target).host, "one.example:8443");
  });

  it("is due at every end of the job, under an id of its own", () => {
    const queued = queuedJob(waiting);
    assert.deepEqual(dueCallbacks(queued, Infinity), []);
    for (const ended of [succeeded(), failed(), moved(queued, cancel(queued, policy, start))]) {
      assert.equal(ended.dueAt, start);
      const ids = dueCallbacks(ended, start).map(({ id }) => id);
      assert.equal(new Set(ids).size, 2);
    }
  });

  it("belongs to whoever claimed it last, until the claim is over", () => {
    const once = claimed(succeeded());
    assert.deepEqual(dueCallbacks(once, start).length, 1);
    assertRefused(claimCallback(once, tokenOf(once), policy, start + 60_000), "not-due");
    const twice = claimed(once, start + 120_000);
    assert.equal(tokenOf(twice).id, tokenOf(once).id);
    const late = tokenOf(once);
    assertRefused(finishCallback(twice, late), "not-yours");
    assertRefused(deferCallback(twice, late, away, context(start)), "not-yours");
    assertRefused(postponeCallback(twice, late, start), "not-yours");
    assert.equal(moved(twice, finishCallback(twice, tokenOf(twice))).callbacks?.[0]?.state, "delivered");
  });

  it("forgets its target when it has arrived, and then the job is due for its removal", () => {
    let job = succeeded();
    for (const index of [0, 1]) {
      job = claimed(job, start, index);
      job = moved(job, finishCallback(job, tokenOf(job, index)));
      assert.equal(job.callbacks?.[index]?.target, null);
    }
    assert.equal(job.dueAt, job.expiresAt);
    assert.deepEqual(job.warnings, []);
  });

  it("is tried again after pauses that grow from seconds to hours, with jitter, for a day", () => {
    const pauses: number[] = [];
    let job = succeeded();
    let now = start;
    while (job.callbacks?.[0]?.state === "sending" && pauses.length < 100) {
      job = claimed(job, now);
      job = moved(job, deferCallback(job, tokenOf(job), away, context(now, 0)));
      const { nextAt } = job.callbacks?.[0] ?? {};
      pauses.push((nextAt ?? now) - now);
      now = nextAt ?? now;
    }
    assert.deepEqual(pauses.slice(0, 4), [3_750, 11_250, 33_750, 101_250]);
    assert.equal(Math.max(...pauses), 3 * 3_600_000);
    assert.equal(now, start + policy.callbackRetryMs, "the last attempt is made at the end of its time");
    assert.deepEqual(
      job.warnings.map(({ code, message }) => [code, /one\.example.*answered 500/.test(message)]),
      [["callback_failed", true]],
    );
    const first = claimed(succeeded());
    const jittered = moved(first, deferCallback(first, tokenOf(first), away, context(start, 1)));
    assert.equal(jittered.callbacks?.[0]?.nextAt, start + 6_250);
  });

  it("waits as long as the receiver asks for, and not at all for what cannot go better", () => {
    const job = claimed(succeeded());
    const asked = moved(job, deferCallback(job, tokenOf(job), { ...away, afterMs: 60_000 }, context(start)));
    assert.equal(asked.callbacks?.[0]?.nextAt, start + 60_000);
    const final = moved(job, deferCallback(job, tokenOf(job), { ...away, retry: false }, context(start)));
    assert.equal(final.callbacks?.[0]?.state, "failed");
    assert.equal(final.callbacks?.[0]?.target, null);
  });

  it("is given up when nobody came back from its last chance", () => {
    const end = start + policy.callbackRetryMs;
    const last = claimed(succeeded(), end);
    const over = claimed(last, end + 120_000);
    assert.deepEqual([over.callbacks?.[0]?.state, over.warnings[0]?.code], ["failed", "callback_failed"]);
  });

  it("may be put off without being given up for it", () => {
    const later = start + 2 * policy.callbackRetryMs;
    const job = succeeded();
    const put = moved(job, postponeCallback(job, tokenOf(job), later));
    assert.equal(claimed(put, later).callbacks?.[0]?.state, "sending");
  });

  it("keeps the job, however long ago that ended", () => {
    const job = succeeded();
    assertRefused(retire(job, job.expiresAt + policy.callbackRetryMs), "not-due");
    const removed = moved(job, discard(job, policy, start));
    assert.deepEqual(
      removed.callbacks?.map(({ target, state, nextAt }) => [target, state, nextAt]),
      [0, 1].map(() => [null, "failed", null]),
    );
    assert.deepEqual(dueCallbacks(removed, Infinity), []);
  });

  it("with the result goes before the event, which says what came of it", () => {
    const headers = {};
    const result = { kind: "result", url: "https://one.example/", method: "POST", headers } as const;
    const event = { kind: "event", url: "https://two.example/", headers, correlationId: "c" } as const;
    const callbacks = [newCallback(event), newCallback({ ...result, filename: null, failure: null })];
    const { job: running, token } = claimedJob({ callbacks });
    const outcome = { result: resultOf(running), warnings: [] };
    const ended = moved(running, succeed(running, token, outcome, policy, start));
    const dueKinds = (job: Job, now = start) => dueCallbacks(job, now).map(({ kind }) => kind);
    assert.deepEqual(dueKinds(ended, Infinity), ["result"]);
    assertRefused(claimCallback(ended, tokenOf(ended, 0), policy, start), "not-due");
    const sent = claimed(ended, start, 1);
    const again = moved(sent, deferCallback(sent, tokenOf(sent, 1), away, context(start)));
    assert.deepEqual(dueKinds(again, Infinity), ["result"]);
    const end = start + policy.callbackRetryMs;
    const last = claimed(again, end, 1);
    const arrived = moved(sent, finishCallback(sent, tokenOf(sent, 1)));
    const lost = moved(last, deferCallback(last, tokenOf(last, 1), away, context(end)));
    const died = claimed(last, end + policy.callbackClaimMs * 8, 1);
    for (const [job, state, now] of [
      [arrived, "delivered", start],
      [lost, "failed", end],
      [died, "failed", end],
    ] as const) {
      assert.deepEqual(
        [job.callbacks?.[1]?.state, dueKinds(job, now), job.dueAt <= now],
        [state, ["event"], true],
      );
      const first = claimed(job, now, 0);
      const later = moved(first, deferCallback(first, tokenOf(first, 0), away, context(now)));
      assert.equal(later.callbacks?.[0]?.state, "sending", "it has time of its own");
    }
  });

  it("tells of a second end what it told of the first, under another id", () => {
    let job = claimed(failed());
    const firstId = tokenOf(job).id;
    job = moved(job, finishCallback(job, tokenOf(job)));
    job = moved(job, redrive(job, policy, start));
    assert.deepEqual(job.callbacks, waiting.callbacks);
    job = moved(job, cancel(job, policy, start));
    assert.notEqual(tokenOf(job).id, firstId);
  });
});
