import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { documentsPerSecond, peerBars } from "./peer-bars.ts";

const run = (engine: string, converted: number, wallSeconds: number) => ({
  ...{ engine, converted, wallSeconds, slots: 2, cpuSeconds: 1, otherWork: 0 },
});

describe("documentsPerSecond", () => {
  it("counts what was converted, over all rounds", () => {
    assert.equal(
      documentsPerSecond([run("press", 9, 10), run("press", 11, 10), run("other", 1, 1)], "press"),
      1,
    );
  });
});

describe("peerBars", () => {
  it("judges each peer that was measured, and none that was not", () => {
    const bars = peerBars([run("press", 30, 10), run("Gotenberg", 30, 30)], "press");
    assert.deepEqual(
      bars.map(({ value, limit }) => [value, limit]),
      [[3, 2.7]],
    );
  });
});
