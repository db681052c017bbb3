import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failureOf, failures } from "./failures.ts";

describe("failures", () => {
  it("all have a code that may stand in an address, and say what to do", () => {
    for (const [code, { message }] of Object.entries(failures)) {
      assert.match(code, /^[a-z]+(_[a-z]+)*$/);
      assert.match(message, /\.$/);
    }
  });

  it("that the worker tries again by itself are told as worth another try", () => {
    for (const { retry, retryable } of Object.values(failures)) assert.ok(retryable || !retry);
  });

  it("may carry a message that knows more, without a trace of how they are handled", () => {
    assert.deepEqual(failureOf("source_empty", "It has 0 bytes."), {
      code: "source_empty",
      message: "It has 0 bytes.",
      retryable: false,
    });
  });
});
