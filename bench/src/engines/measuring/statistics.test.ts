import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { median, sum } from "./statistics.ts";

describe("median", () => {
  it("is the middle of an odd number and between the middle two of an even one", () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([9, 1, 5, 6]), 5.5);
    assert.equal(median([2]), 2);
  });

  it("is NaN if there are no values", () => {
    assert.ok(Number.isNaN(median([])));
  });
});

describe("sum", () => {
  it("adds, and is 0 if there are no values", () => {
    assert.equal(sum([1, 2, 3.5]), 6.5);
    assert.equal(sum([]), 0);
  });
});
