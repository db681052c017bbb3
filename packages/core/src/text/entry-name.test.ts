import assert from "node:assert/strict";
import { it } from "node:test";
import { entryName } from "./entry-name.ts";

it("makes a name for a zip of any name", () => {
  const names = ["a:b.pdf", "a\u0007\n\u0085b.pdf", "../x/y\\z.pdf", "", ".", "..", ".env.pdf", "\ud800.pdf"];
  assert.deepEqual(names.map(entryName), [
    "a_b.pdf",
    "a___b.pdf",
    "__x_y_z.pdf",
    "_",
    "_",
    "_",
    "_env.pdf",
    "\ufffd.pdf",
  ]);
});

it("keeps names as short as file systems take, with their extension", () => {
  for (const name of [`${"a".repeat(70_000)}.pdf`, `${"😀".repeat(20_000)}.pdf`]) {
    const short = entryName(name);
    assert.ok(Buffer.byteLength(short) <= 240 && short.endsWith(".pdf"), short);
    assert.ok(short.isWellFormed());
  }
  assert.equal(Buffer.byteLength(entryName(`a.${"b".repeat(70_000)}`)), 240);
});
