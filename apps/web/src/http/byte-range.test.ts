import assert from "node:assert/strict";
import { it } from "node:test";
import { byteRangeOf } from "./byte-range.ts";

it("reads every form of one range", () => {
  assert.deepEqual(byteRangeOf("bytes=0-0", 10), { start: 0, end: 0 });
  assert.deepEqual(byteRangeOf("bytes=2-", 10), { start: 2, end: 9 });
  assert.deepEqual(byteRangeOf("bytes=-3", 10), { start: 7, end: 9 });
  assert.deepEqual(byteRangeOf("bytes=-30", 10), { start: 0, end: 9 });
  assert.deepEqual(byteRangeOf("Bytes= 4 - 400 ", 10), { start: 4, end: 9 });
});

it("tells a range that begins beyond the end", () => {
  assert.equal(byteRangeOf("bytes=10-", 10), "unsatisfiable");
  assert.equal(byteRangeOf("bytes=99-100", 10), "unsatisfiable");
  assert.equal(byteRangeOf("bytes=-0", 10), "unsatisfiable");
  assert.equal(byteRangeOf("bytes=0-0", 0), "unsatisfiable");
});

it("takes whatever it cannot read, and several ranges, for the whole file", () => {
  for (const header of [
    undefined,
    "",
    "bytes=-",
    "bytes=3-2",
    "bytes=a-b",
    "lines=1-2",
    "bytes=0-1,3-4",
    `bytes=${"9".repeat(20)}-`,
  ])
    assert.equal(byteRangeOf(header, 10), undefined, header);
});
