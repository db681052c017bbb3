import assert from "node:assert/strict";
import { it } from "node:test";
import { figuresOf } from "./http-figures.ts";

it("counts what was converted of all runs together, and takes times of no failure", () => {
  const run = (milliseconds: number[]) => ({ documents: 3, seconds: 2, milliseconds, failures: [] });
  assert.deepEqual(figuresOf([run([300, 100]), run([200, 400])]), {
    perSecond: 1,
    medianMs: 200,
    p95Ms: 400,
  });
});
