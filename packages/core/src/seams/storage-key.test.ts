import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAppError } from "../app-error.ts";
import { checkStorageKey, isStorageKey } from "./storage-key.ts";

describe("checkStorageKey", () => {
  it("lets the keys of sources and results pass", () => {
    checkStorageKey("sources/01a2047e-8fcb-7600-af74-8f7c63a3bd9b/0123456789abcdef");
    checkStorageKey("results/01a2/attempt-1-ab.cd/result.pdf");
    assert.ok(isStorageKey("k".repeat(128)));
  });

  it("refuses what could lead out of a folder or mean two things", () => {
    for (const key of ["", ".", "a/..", "../a", "/a", "a/", "a//b", "a b", "ü", "a\n", "a".repeat(129)]) {
      assert.throws(
        () => checkStorageKey(key),
        (error) => isAppError(error, "invalid_storage_key"),
      );
    }
  });
});
