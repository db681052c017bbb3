import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ApiProblem } from "../api/api-problem.ts";
import { Sending } from "./sending.ts";
import { summaryOf } from "./summary.ts";
import { asPdf, someFiles, someJob } from "./testing/some-job.ts";

describe("summaryOf", () => {
  it("counts files by what is happening to them, and tells when the first is deleted", () => {
    const sending = new Sending("s");
    sending.takeJobs([
      someJob("a", { status: "succeeded", expiresAt: "2030-01-03T00:00:00Z" }),
      someJob("b", { status: "processing", progress: { phase: "exporting", percent: 50 } }),
      someJob("c", { status: "failed" }),
      someJob("d"),
      someJob("e", { status: "canceled" }),
    ]);
    const { total, running, counts, expiresAt } = summaryOf(sending.files);
    assert.deepEqual([total, running], [5, 2]);
    assert.deepEqual(
      [counts.done, counts.converting, counts.failed, counts.waiting, counts.canceled],
      [1, 1, 1, 1, 1],
    );
    assert.equal(expiresAt, Date.parse("2030-01-02T00:00:00Z"));
  });

  it("counts uploads that failed, and tells as long as a file is only here", () => {
    const sending = new Sending("s");
    sending.takeJobs([someJob("a")]);
    assert.equal(summaryOf(sending.files).isOnlyHere, false);
    sending.add(someFiles("b"), asPdf);
    const key = sending.files[1]?.key ?? "";
    for (const upload of ["chosen", "waiting", "sending"] as const) {
      sending.change(key, { upload });
      assert.equal(summaryOf(sending.files).isOnlyHere, true, upload);
    }
    sending.change(key, { upload: "chosen", problem: new ApiProblem("server_unreachable", "") });
    const { counts, isOnlyHere } = summaryOf(sending.files);
    assert.deepEqual([counts.unsent, counts.uploading, counts.chosen, isOnlyHere], [1, 0, 0, true]);
  });

  it("is at 100 % only when everything has ended, and never counts what was not sent", () => {
    const sending = new Sending("s");
    sending.takeJobs([someJob("a", { status: "succeeded" }), someJob("b", { status: "failed" })]);
    assert.equal(summaryOf(sending.files).percent, 100);
    sending.takeJobs([someJob("c", { status: "processing", progress: { phase: "storing", percent: 99 } })]);
    assert.equal(summaryOf(sending.files).percent, 99);
    const waiting = new Sending("u");
    waiting.takeJobs([someJob("a"), someJob("b")]);
    assert.equal(summaryOf(waiting.files).percent, 0);
    const chosen = new Sending("t");
    chosen.add(someFiles("a"), asPdf);
    assert.deepEqual([summaryOf(chosen.files).percent, summaryOf(chosen.files).running], [0, 0]);
  });
});
