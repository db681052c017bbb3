import assert from "node:assert/strict";
import { it } from "node:test";
import { isAppError } from "@platen/core";
import { createdKeyOf, cursorAfter } from "./list-cursor.ts";

it("goes on after the key that a cursor was made of", () => {
  for (const key of ["0000000000009000#id", "ü#🦉", "x".repeat(2_000)])
    assert.equal(createdKeyOf(cursorAfter(key)), key);
});

it("refuses what it did not give, however alike", () => {
  const cursor = cursorAfter("0000000000009000#id");
  const changed = Buffer.from(Buffer.from(cursor, "base64url").toString().replace("9000", "9001"));
  for (const wrong of [
    "",
    cursor.slice(1),
    cursor.slice(0, -1),
    `${cursor}=`,
    ` ${cursor}`,
    changed.toString("base64url"),
  ])
    assert.throws(
      () => createdKeyOf(wrong),
      (error) => isAppError(error, "invalid_cursor") && error.kind === "request",
      wrong,
    );
});
