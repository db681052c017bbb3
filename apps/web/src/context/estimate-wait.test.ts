import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WaitEstimate } from "./estimate-wait.ts";

describe("WaitEstimate", () => {
  it("knows nothing until it has seen a job move up", () => {
    const estimate = new WaitEstimate();
    assert.equal(estimate.look("a", 10, 0), null);
    assert.equal(estimate.look("a", 10, 5_000), null);
    assert.equal(estimate.look("a", 8, 10_000), 40);
    assert.equal(estimate.look("b", 2, 10_000), 10);
  });

  it("follows when the queue becomes faster, and is not misled by a job that moves back", () => {
    const estimate = new WaitEstimate();
    estimate.look("a", 100, 0);
    let seconds = estimate.look("a", 99, 10_000);
    assert.equal(seconds, 990);
    for (let move = 1; move <= 20; move += 1) seconds = estimate.look("a", 99 - move, 10_000 + move * 1_000);
    assert.ok(seconds !== null && seconds < 100, String(seconds));
    assert.equal(estimate.look("a", 150, 40_000), estimate.look("c", 150, 40_000));
  });

  it("tells no more than before while a job stays in its place, though the others became slower", () => {
    const estimate = new WaitEstimate();
    estimate.look("a", 10, 0);
    estimate.look("a", 9, 1_000);
    assert.equal(estimate.look("b", 20, 1_000), 20);
    estimate.look("a", 8, 100_000);
    assert.equal(estimate.look("b", 20, 100_000), 20);
    assert.ok((estimate.look("b", 19, 101_000) ?? 0) > 20);
  });

  it("remembers a bounded number of jobs", () => {
    const estimate = new WaitEstimate();
    estimate.look("first", 5, 0);
    for (let job = 0; job < 1_000; job += 1) estimate.look(`job ${job}`, 5, 0);
    assert.equal(estimate.look("first", 4, 1_000), null);
  });
});
