import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { ListCursor } from "./list-cursor.ts";

const cursors = new ListCursor(randomBytes(32));
const position = { createdAt: 1_700_000_000_123, id: "01a2047e-8fcb-7600-af74-8f7c63a3bd9b" };
const owner = "owner-1";
const isRefused = (error: unknown) => isAppError(error, "invalid_cursor") && error.kind === "request";

describe("ListCursor", () => {
  it("gives back the position that was written", () => {
    for (const filter of [
      {},
      { status: "failed" },
      { batch: "b" },
      { status: "failed", batch: "b" },
    ] as const)
      assert.deepEqual(cursors.read(cursors.write(position, owner, filter), owner, filter), position);
  });

  it("refuses a cursor in which any character was changed, left out or added", () => {
    const cursor = cursors.write(position, owner, {});
    for (let place = 0; place < cursor.length; place += 1) {
      const other = cursor[place] === "A" ? "B" : "A";
      const changed = cursor.slice(0, place) + other + cursor.slice(place + 1);
      assert.throws(() => cursors.read(changed, owner, {}), isRefused, changed);
      assert.throws(() => cursors.read(cursor.slice(0, place), owner, {}), isRefused);
    }
    for (const added of ["A", "=", " ", "\n"])
      assert.throws(() => cursors.read(cursor + added, owner, {}), isRefused);
  });

  it("refuses a cursor of another owner, another filter or another database", () => {
    const cursor = cursors.write(position, owner, { status: "failed" });
    assert.throws(() => cursors.read(cursor, "owner-2", { status: "failed" }), isRefused);
    assert.throws(() => cursors.read(cursor, owner, {}), isRefused);
    assert.throws(() => cursors.read(cursor, owner, { batch: "failed" }), isRefused);
    const others = new ListCursor(randomBytes(32));
    assert.throws(() => others.read(cursor, owner, { status: "failed" }), isRefused);
  });
});
