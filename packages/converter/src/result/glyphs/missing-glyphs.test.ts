import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boxCodesOfTrueType } from "./box-codes.ts";
import { scriptOf } from "./script-of.ts";
import { visitShownCodes } from "./shown-codes.ts";
import { textOfCodes } from "./text-of-codes.ts";

describe("visitShownCodes", () => {
  function shownIn(content: string): string[] {
    const shown: string[] = [];
    visitShownCodes(Buffer.from(content, "latin1"), (font, code, spoken) =>
      shown.push([font, code, spoken].join(" ")),
    );
    return shown;
  }

  it("tells of each code in its font, whether it is written as digits or as a string", () => {
    const content = "q 0 g\nBT\n1 2 Td /F1 11 Tf[<01>-1<0203>5(\\b\\)\\101a)]TJ /F2 9 Tf(x(y))Tj\nET /F9 gs";
    const codes = ["F1 1 ", "F1 2 ", "F1 3 ", "F1 8 ", "F1 41 ", "F1 65 ", "F1 97 "];
    assert.deepEqual(shownIn(content), [...codes, "F2 120 ", "F2 40 ", "F2 121 ", "F2 41 "]);
  });

  it("says what a piece of text means where the PDF says so", () => {
    const content = "BT /F1 9 Tf<07>Tj /Span<</ActualText<feffd807df05>>>\nBDC /F1 9 Tf<07>Tj EMC <07>Tj ET";
    assert.deepEqual(shownIn(content), ["F1 7 ", "F1 7 \u{11f05}", "F1 7 "]);
  });
});

it("reads the map of a font to Unicode, beyond the first plane, too", () => {
  const map = "<00> <FF>\nendcodespacerange\n2 beginbfchar\n<01> <0062>\n<07> <D807DF04>\nendbfchar";
  assert.deepEqual(
    [...textOfCodes(map)],
    [
      [1, "b"],
      [7, "\u{11f04}"],
    ],
  );
});

it("names the script of a letter, and calls what belongs to none a symbol", () => {
  assert.deepEqual(["ส", "\u{16d43}", "漢", "😀", "\uf04a", ""].map(scriptOf), [
    ...["Thai", "Kirat Rai", "Han"],
    ...["symbols", "symbols", "symbols"],
  ]);
});

describe("boxCodesOfTrueType", () => {
  /** A font of three glyphs with these outlines, under the codes 0 to 2. */
  function fontOf(outlines: readonly string[]): Buffer {
    const head = Buffer.alloc(54);
    const ends = outlines.map((_, index) => outlines.slice(0, index + 1).join("").length / 2);
    const loca = Buffer.alloc(2 * (outlines.length + 1));
    for (const [index, end] of ends.entries()) loca.writeUInt16BE(end, 2 * index + 2);
    const cmap = Buffer.alloc(12 + 262);
    cmap.writeUInt32BE(12, 8);
    for (const index of outlines.keys()) cmap[18 + index] = index;
    const tables = { cmap, glyf: Buffer.from(outlines.join("")), head, loca };
    let at = 12 + 16 * Object.keys(tables).length;
    const start = Buffer.alloc(at);
    start.writeUInt16BE(Object.keys(tables).length, 4);
    for (const [index, [tag, table]] of Object.entries(tables).entries()) {
      start.write(tag, 12 + 16 * index, "latin1");
      start.writeUInt32BE(at, 20 + 16 * index);
      start.writeUInt32BE(table.length, 24 + 16 * index);
      at += table.length;
    }
    return Buffer.concat([start, ...Object.values(tables)]);
  }

  it("finds the codes under which a font has its box", () => {
    const texts = new Map([
      [1, "a"],
      [2, "b"],
    ]);
    assert.deepEqual(boxCodesOfTrueType(fontOf(["[box]!", "letter", "[box]!"]), texts), [2]);
    assert.deepEqual(boxCodesOfTrueType(fontOf(["[box]!", "letter", "other!"]), texts), []);
  });

  it("takes a letter without an outline for missing where the box has none, and a blank not", () => {
    const texts = new Map([
      [1, " "],
      [2, "b"],
    ]);
    assert.deepEqual(boxCodesOfTrueType(fontOf(["", "", ""]), texts), [2]);
  });
});
