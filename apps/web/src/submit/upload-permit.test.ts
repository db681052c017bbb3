import assert from "node:assert/strict";
import { it } from "node:test";
import { isAppError, newJobId } from "@platen/core";
import { readPermit, signPermit } from "./upload-permit.ts";

const key = Buffer.alloc(32, 7);
const now = 1_000_000;
const given = { jobId: newJobId(now), expiresAt: now + 10 };

it("gives back what it was made of, until its time is over", () => {
  assert.deepEqual(readPermit(key, signPermit(key, given), now), given);
  assert.throws(
    () => readPermit(key, signPermit(key, given), now + 10),
    (error) => isAppError(error, "upload_not_permitted") && error.kind === "request",
  );
});

it("refuses what was not made with the same key, or was changed", () => {
  const permit = signPermit(key, given);
  const changed = permit.replace(given.jobId, newJobId(now));
  const later = permit.replace(String(given.expiresAt), String(given.expiresAt + 1));
  const foreign = signPermit(Buffer.alloc(32, 8), given);
  for (const wrong of ["", "x", permit.slice(1), permit.slice(0, -1), `${permit}A`, changed, later, foreign])
    assert.throws(
      () => readPermit(key, wrong, now),
      (error) => isAppError(error, "upload_not_permitted"),
      wrong,
    );
});
