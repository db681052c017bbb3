import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job } from "@platen/core";
import { newJob } from "@platen/core/contracts";
import { PagesEstimate } from "./estimate-pages.ts";

const at = (page: number | null, changes: Partial<Job> = {}): Job => ({
  ...newJob({ id: "job-1" }),
  status: "processing",
  attempt: 1,
  percent: 50,
  pageProgress: page === null ? null : { page, pages: 100 },
  ...changes,
});

describe("PagesEstimate", () => {
  it("knows nothing without a page count, however far the conversion has come", () => {
    const estimate = new PagesEstimate();
    assert.equal(estimate.look(at(null), 0), null);
    assert.equal(estimate.look(at(null, { percent: 90 }), 60_000), null);
    assert.equal(estimate.look(at(10), 60_000), null); // one look shows no speed
  });

  it("goes by how fast pages are made, and never up while none is", () => {
    const estimate = new PagesEstimate();
    estimate.look(at(10), 0);
    assert.equal(estimate.look(at(20), 10_000), 80);
    let last = 80;
    for (let now = 11_000; now < 90_000; now += 1_000) {
      const seconds = estimate.look(at(20), now) ?? 0;
      assert.ok(seconds < last);
      last = seconds;
    }
    assert.equal(estimate.look(at(20), 90_000), null);
    assert.equal(estimate.look(at(30), 100_000), 350);
  });

  it("begins anew with another attempt", () => {
    const estimate = new PagesEstimate();
    estimate.look(at(10), 0);
    estimate.look(at(20), 10_000);
    assert.equal(estimate.look(at(5, { attempt: 2 }), 20_000), null);
  });

  it("remembers a bounded number of jobs", () => {
    const estimate = new PagesEstimate();
    estimate.look(at(1), 0);
    for (let job = 0; job < 1_000; job += 1) estimate.look(at(1, { id: `other-${job}` }), 0);
    assert.equal(estimate.look(at(2), 1_000), null);
  });
});
