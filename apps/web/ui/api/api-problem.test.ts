import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemFrom } from "./api-problem.ts";

describe("problemFrom", () => {
  it("keeps the code and the message of a problem+json body", () => {
    const { code, message } = problemFrom(
      413,
      '{"code":"upload_too_large","title":"T","detail":"At most 1 MB."}',
    );
    assert.deepEqual([code, message], ["upload_too_large", "At most 1 MB."]);
  });

  it("turns any other answer into a problem", () => {
    for (const body of ["<h1>502</h1>", "", "null", "{}", '{"code":5}']) {
      const { code, message } = problemFrom(502, body);
      assert.deepEqual([code, message], ["answer_unclear", "HTTP 502"], body);
    }
  });
});
