import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withOwnNameInFormulas, withOwnNameInOpenFormulas } from "./file-name-formulas.ts";

const name = 'a & $1 "b".xlsx';
const shown = "&#34;&#39;file:///a &#38; \\$1 &#34;&#34;b&#34;&#34;.xlsx&#39;#&#34;";
const pattern = "&#34;^&#39;.*&#39;#&#34;";

describe("the name of its own file in formulas", () => {
  it("is the uploaded one in a workbook, wherever it is used and with a cell or without", () => {
    for (const call of ['CELL("filename")', "cell( &quot;filename&quot; ,A1)"]) {
      const text = withOwnNameInFormulas(`<c><f>"in "&amp;${call}</f></c>`, name);
      assert.equal(text, `<c><f>"in "&amp;_xlfn.ORG.LIBREOFFICE.REGEX(${call},${pattern},${shown})</f></c>`);
    }
  });

  it("is the uploaded one in OpenDocument", () => {
    const cell = (formula: string) => `<table:table-cell table:formula="of:=${formula}" a="b"/>`;
    const call = "CELL(&quot;FILENAME&quot;;[.A1])";
    assert.equal(
      withOwnNameInOpenFormulas(cell(call), name),
      cell(`ORG.LIBREOFFICE.REGEX(${call};${pattern};${shown})`),
    );
  });

  it("stays as it is where it is no formula, or another fact of a cell", () => {
    for (const text of [
      '<v>CELL("filename")</v>',
      '<f>CELL("row")</f>',
      '<f>MYCELL("filename")</f>',
      "<f/>",
      "<f>",
    ])
      assert.equal(withOwnNameInFormulas(text, name), undefined, text);
    assert.equal(withOwnNameInOpenFormulas('<table:table-cell table:formula="of:=1"/>', name), undefined);
  });
});
