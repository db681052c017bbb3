import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { competitorThresholds, documentsPerSecond } from "./competitor-thresholds.ts";

const run = (engine: string, converted: number, wallSeconds: number) => ({
  ...{ engine, converted, wallSeconds, slots: 2, cpuSeconds: 1, otherWork: 0 },
});

describe("documentsPerSecond", () => {
  it("counts converted documents over all rounds", () => {
    assert.equal(
      documentsPerSecond([run("press", 9, 10), run("press", 11, 10), run("other", 1, 1)], "press"),
      1,
    );
  });
});

describe("competitorThresholds", () => {
  it("has a threshold for each competitor that was measured, and for no other", () => {
    const thresholds = competitorThresholds([run("press", 30, 10), run("Gotenberg", 30, 30)], "press");
    assert.deepEqual(
      thresholds.map(({ value, limit }) => [value, limit]),
      [[3, 2.7]],
    );
  });
});
