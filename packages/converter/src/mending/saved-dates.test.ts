import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  withSavedOpenDates,
  withSavedSheetDates,
  withSavedSlideDates,
  withSavedWordDates,
} from "./saved-dates.ts";

const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const text = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
const field = (instruction: string, content: string) =>
  `${mark("begin")}<w:r><w:instrText>${instruction}</w:instrText></w:r>${mark("separate")}${content}${mark("end")}`;

describe("withSavedWordDates", () => {
  it("leaves of a date what it shows", () => {
    const empty = "<w:r></w:r>";
    assert.equal(
      withSavedWordDates(field(" DATE ", text("1999"))),
      `${empty}${empty}${empty}${text("1999")}${empty}`,
    );
    const simple = `<w:p><w:fldSimple w:instr=" TIME ">${text("12:00")}</w:fldSimple></w:p>`;
    assert.equal(withSavedWordDates(simple), `<w:p>${text("12:00")}</w:p>`);
  });

  it("leaves every other field alone, a date that shows nothing, and what is not well-formed", () => {
    for (const xml of [
      field("PAGE", text("1")),
      field("CREATEDATE", text("1999")),
      field("DATE", ""),
      `<w:fldSimple w:instr="PAGE">${text("1")}</w:fldSimple>`,
      '<w:fldSimple w:instr="DATE"/>',
      mark("end"),
      `${mark("begin")}<w:r><w:instrText>DATE`,
    ])
      assert.equal(withSavedWordDates(xml), undefined, xml);
  });

  it("finds a date inside another field", () => {
    const inner = field("DATE", text("1999"));
    const changed = withSavedWordDates(field("IF 1 = 1", inner)) ?? "";
    assert.match(changed, /IF 1 = 1/);
    assert.doesNotMatch(changed, /DATE/);
  });
});

describe("Dates of other documents", () => {
  it("become text on a slide", () => {
    const date = '<a:fld id="{1}" type="datetime1"><a:rPr/><a:t>1999</a:t></a:fld>';
    assert.equal(withSavedSlideDates(date), "<a:r><a:rPr/><a:t>1999</a:t></a:r>");
    assert.equal(withSavedSlideDates('<a:fld type="slidenum"><a:t>1</a:t></a:fld>'), undefined);
  });

  it("stay in OpenDocument where they are told to", () => {
    const date = '<text:date text:date-value="1999-01-01">1999</text:date>';
    assert.equal(withSavedOpenDates(date), date.replace("date ", 'date text:fixed="true" '));
    assert.equal(
      withSavedOpenDates('<text:date text:fixed="true" text:date-value="1">1</text:date>'),
      undefined,
    );
    assert.equal(withSavedOpenDates("<text:date>1999</text:date>"), undefined);
  });

  it("are values in a sheet, where there is one", () => {
    assert.equal(withSavedSheetDates("<c><f>TODAY()+1</f><v>36161</v></c>"), "<c><v>36161</v></c>");
    for (const formula of ["SUM(A1)", "ISTODAY(1)"])
      assert.equal(withSavedSheetDates(`<c><f>${formula}</f><v>1</v></c>`), undefined);
    assert.equal(withSavedSheetDates("<c><f>NOW()</f></c>"), undefined);
    assert.equal(withSavedSheetDates('<c><f t="shared" si="0">NOW()</f><v>1</v></c>'), undefined);
  });
});
