import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { childSecondsOf } from "./process-tree-account.ts";

describe("childSecondsOf", () => {
  it("reads the line about children", () => {
    assert.equal(childSecondsOf("0m0.10s 0m0.20s\n1m2.50s 0m0.25s\n"), 62.75);
  });
});
