import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readRichText } from "./rich-text-fields.ts";
import { edited } from "./xml-edits.ts";

/** What is left where no field is one any more. */
function unfielded(rtf: string): string | undefined {
  return edited(
    rtf,
    readRichText(rtf).fields.flatMap(({ cuts }) => cuts),
  );
}

describe("readRichText", () => {
  it("finds the instruction of a field, however it is written, and what makes it one", () => {
    const rtf =
      "{\\rtf1 a {\\field\\flddirty\r\n{\\*\\fldinst { PAGE}{\\b REF _A\n1 \\\\h}}{\\fldrslt {\\b 17}}} b}";
    const [field] = readRichText(rtf).fields;
    assert.deepEqual([field?.instruction, field?.hasResult], [" PAGEREF _A1 \\h", true]);
    assert.equal(unfielded(rtf), "{\\rtf1 a {{{\\b 17}}} b}");
  });

  it("knows bookmarks that begin and end, and counts what was put in or taken out", () => {
    const facts = readRichText(
      "{\\*\\bkmkstart a}{\\*\\bkmkstart b}x{\\*\\bkmkend a}{\\revised new}{\\deleted old}",
    );
    assert.deepEqual([[...facts.bookmarks], facts.changes], [["a"], 2]);
  });

  it("finds fields inside fields", () => {
    const rtf = "{\\field{\\*\\fldinst IF}{\\fldrslt {\\field{\\*\\fldinst DATE}{\\fldrslt 1999}}}}";
    const found = readRichText(rtf).fields.map(({ instruction, hasResult }) => [instruction, hasResult]);
    assert.deepEqual(found, [
      ["DATE", true],
      ["IF", true],
    ]);
    assert.equal(unfielded(rtf), "{{{{1999}}}}");
  });

  it("passes over binary data, escaped braces and what is not a field", () => {
    for (const rtf of [
      "{\\field{\\bin5 }}}}}}",
      "{\\field\\{\\*\\fldinst REF a\\}}",
      "{\\fldinst REF a}",
      "}}{\\field",
      "{\\field{\\fldinst REF",
      "\\",
    ])
      assert.deepEqual(readRichText(rtf).fields, [], rtf);
  });

  it("goes on behind what is nested too deep", () => {
    const rtf = `${"{".repeat(6_000)}${"}".repeat(6_000)}{\\field{\\fldinst REF a}}`;
    assert.equal(readRichText(rtf).fields.length, 1);
  });
});
