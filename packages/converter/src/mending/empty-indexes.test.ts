import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withFilledIndexes } from "./empty-indexes.ts";

const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const text = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
const blank = '<w:r><w:t xml:space="preserve"> </w:t></w:r>';
const instruction = (words: string) => `<w:r><w:instrText>${words}</w:instrText></w:r>`;
const start = (words: string) => mark("begin") + instruction(words);
const filled = (xml: string) => withFilledIndexes(xml).document;

describe("withFilledIndexes", () => {
  it("puts a blank into each table of contents that is empty", () => {
    const rest = `${mark("end")}<w:p/>`;
    const head = start("TOC \\o") + mark("separate");
    assert.equal(filled(head + rest + head + rest), head + blank + rest + head + blank + rest);
  });

  it("does so where the field has no middle, or is one element", () => {
    const head = start(" TOC ");
    assert.equal(filled(head + mark("end")), head + mark("separate") + blank + mark("end"));
    const whole = head + mark("separate") + blank + mark("end");
    for (const simple of ['<w:fldSimple w:instr=" TOC "/>', '<w:fldSimple w:instr=" TOC "></w:fldSimple>'])
      assert.equal(filled(`<w:p>${simple}</w:p>`), `<w:p>${whole}</w:p>`);
  });

  it("leaves a table alone that shows something, if only in a field inside it", () => {
    for (const content of [text("One"), start("PAGEREF x") + mark("separate") + text("1") + mark("end")])
      assert.equal(filled(start("TOC") + mark("separate") + content + mark("end")), undefined);
    assert.equal(filled(`<w:fldSimple w:instr="TOC">${text("One")}</w:fldSimple>`), undefined);
  });

  it("leaves every other field alone, and what is not well-formed", () => {
    for (const xml of [
      start("PAGE") + mark("separate") + mark("end"),
      start("TOCX") + mark("end"),
      mark("end"),
      mark("separate") + instruction("TOC"),
      `${mark("begin")}<w:r><w:instrText>TOC`,
      "TOC",
    ])
      assert.equal(filled(xml), undefined, xml);
  });

  it("tells whether a field says that it is out of date", () => {
    const field = (dirty: string) => `<w:fldChar w:fldCharType="begin" w:dirty="${dirty}"/>`;
    assert.ok(withFilledIndexes(field("true")).asksForUpdate);
    assert.ok(!withFilledIndexes(field("0")).asksForUpdate);
  });
});
