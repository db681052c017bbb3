import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError, isAppError } from "./app-error.ts";

describe("AppError", () => {
  it("keeps what caused it, and says nothing of a cause when there is none", () => {
    const cause = new Error("EACCES");
    assert.equal(new AppError("unavailable", "job_store_unavailable", "Try again.", cause).cause, cause);
    assert.ok(!("cause" in new AppError("missing", "job_not_found", "There is no such job.")));
  });

  it("is known by its code", () => {
    const error = new AppError("missing", "job_not_found", "There is no such job.");
    assert.ok(isAppError(error) && isAppError(error, "job_not_found"));
    assert.ok(!isAppError(error, "job_exists") && !isAppError(new Error("job_not_found")));
  });
});
