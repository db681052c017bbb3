import assert from "node:assert/strict";
import { it } from "node:test";
import { countHiddenSheets, showsFolder } from "./mend-binary.ts";

function record(kind: number, content: readonly number[]): number[] {
  return [kind & 0xff, kind >> 8, content.length, 0, ...content];
}

const sheet = (state: number) => record(0x0085, [0, 0, 0, 0, state, 0]);

it("counts the hidden sheets of an old workbook, up to the end of its first part", () => {
  const count = (...records: number[][]) => countHiddenSheets(Buffer.from(records.flat()));
  const beginning = record(0x0809, [0, 6, 5, 0]);
  assert.equal(count(beginning, sheet(0), sheet(1), sheet(2), record(0x000a, []), sheet(1)), 2);
  assert.equal(count(beginning, sheet(0)), 0);
  assert.equal(count(), 0);
  assert.equal(countHiddenSheets(Buffer.from([...sheet(1)].slice(0, 6))), 0);
});

it("finds a name with its folder in an old text, of 8 or 16 bits a letter", () => {
  for (const encoding of ["latin1", "utf16le"] as const) {
    assert.ok(showsFolder(Buffer.from(" FILENAME \\p ", encoding)));
    assert.ok(!showsFolder(Buffer.from(" FILENAME ", encoding)));
  }
});
