import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  withSavedFileNames,
  withSavedOpenDates,
  withSavedSheetDates,
  withSavedSlideDates,
} from "./saved-dates.ts";

describe("Dates as they were saved", () => {
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
    assert.equal(withSavedFileNames('<c><f>CELL("filename",A1)</f><v>[a]b</v></c>'), "<c><v>[a]b</v></c>");
    assert.equal(withSavedFileNames('<c><f>CELL("row",A1)</f><v>1</v></c>'), undefined);
    assert.equal(withSavedSheetDates("<c><f>NOW()</f></c>"), undefined);
    assert.equal(withSavedSheetDates('<c><f t="shared" si="0">NOW()</f><v>1</v></c>'), undefined);
  });
});
