import assert from "node:assert/strict";
import { it } from "node:test";
import { describeSizes } from "./largest-files.mjs";

it("shows the median and the five largest files, largest first", () => {
  const files = [30, 10, 70, 50, 20, 60, 40].map((lines) => ({ path: `${lines}.ts`, lines }));
  assert.deepEqual(describeSizes(files).split("\n"), [
    "7 source files, 40 lines in the median. The largest:",
    "   70  70.ts",
    "   60  60.ts",
    "   50  50.ts",
    "   40  40.ts",
    "   30  30.ts",
  ]);
});
