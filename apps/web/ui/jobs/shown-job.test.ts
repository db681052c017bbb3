import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job } from "../api/job.ts";
import { en } from "../texts/en.ts";
import { Wording } from "../texts/wording.ts";
import { adviceOf, headlineOf, progressOf, progressTextOf, tabTitleOf } from "./shown-job.ts";

const english = new Wording("en", en);
const waiting = { phase: "waiting", percent: 0 } as const;
const job = (changes: Partial<Job>) =>
  ({
    status: "queued",
    source: { filename: "deck.pptx" },
    progress: waiting,
    error: null,
    ...changes,
  }) as Job;
const failed = (code: string) =>
  job({ status: "failed", error: { code, message: "Words of the server.", retryable: false } });

describe("how a job is shown", () => {
  it("shows the steps wait, convert and done", () => {
    assert.deepEqual(progressOf(job({})), { step: 1, percent: undefined });
    const progress = { phase: "exporting", percent: 41.7 } as const;
    assert.deepEqual(progressOf(job({ status: "processing", progress })), { step: 2, percent: 42 });
    assert.deepEqual(progressOf(job({ status: "succeeded" })), { step: 3, percent: 100 });
  });

  it("has no percentage while it is unknown", () => {
    const progress = { phase: "starting", percent: 0 } as const;
    assert.deepEqual(progressOf(job({ status: "processing", progress })), { step: 2, percent: undefined });
  });

  it("shows its position in the queue", () => {
    const at = (queuePosition: number | null) => job({ progress: { ...waiting, queuePosition } });
    assert.equal(progressTextOf(at(1), english), "Next in line");
    assert.equal(progressTextOf(at(4), english), "3 documents ahead of yours");
    assert.equal(progressTextOf(at(null), english), "");
  });

  it("shows the phase and the estimated time", () => {
    const progress = { phase: "exporting", percent: 42, etaSeconds: 9 } as const;
    const words = progressTextOf(job({ status: "processing", progress }), english);
    assert.equal(words.replaceAll("\u00a0", " "), "42% · Creating the file · about 9 sec left");
  });

  it("shows which page is made, of how many, where that is known", () => {
    const at = (page: number | null, pages: number | null) =>
      job({ status: "processing", progress: { phase: "exporting", percent: 42, page, pages } });
    assert.equal(progressTextOf(at(5, 1_200), english), "42% · Creating the file · page 5 of 1,200");
    assert.equal(progressTextOf(at(null, null), english), "42% · Creating the file");
  });

  it("shows for a failure what happened and what to do, with the server's message for an unknown code", () => {
    assert.equal(headlineOf(failed("source_empty"), english), "The file is empty.");
    assert.equal(headlineOf(failed("new_code"), english), "The conversion failed");
    assert.equal(
      adviceOf({ code: "new_code", message: "Words of the server." }, english),
      "Words of the server.",
    );
  });

  it("shows the progress at the start of the tab title", () => {
    const progress = { phase: "exporting", percent: 42 } as const;
    assert.equal(tabTitleOf(job({ status: "processing", progress }), english), "42% deck.pptx · Platen");
    assert.equal(tabTitleOf(job({ status: "succeeded" }), english), "✓ deck.pptx · Platen");
    assert.equal(tabTitleOf(failed("source_empty"), english), "✕ deck.pptx · Platen");
  });
});
