import assert from "node:assert/strict";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createWordFile, createWorkbookFile } from "@platen/test-documents";
import { convertIn, type Document, pdfOf, textOf } from "./converting.ts";
import { readPdf } from "./read-pdf.ts";

const by = 'w:author="Ada" w:date="2024-03-17T09:00:00Z"';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A sentence with a deletion and an insertion, and a paragraph that is to go as a whole. */
const reviewed: Document = {
  format: "docx",
  bytes: createWordFile({
    body:
      `<w:p>${run("It costs ")}<w:del w:id="1" ${by}><w:r><w:delText xml:space="preserve">900 </w:delText></w:r></w:del>` +
      `<w:ins w:id="2" ${by}>${run("700 ")}</w:ins>${run("euros.")}</w:p>` +
      `<w:p><w:pPr><w:rPr><w:del w:id="3" ${by}/></w:rPr></w:pPr>` +
      `<w:del w:id="4" ${by}><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p><w:p>${run("Last.")}</w:p>`,
  }),
};

const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const heading = (text: string) =>
  `<w:p><w:pPr><w:pageBreakBefore/><w:outlineLvl w:val="0"/></w:pPr>${run(text)}</w:p>`;

/** A table of contents that shows `content`, and two chapters. */
function withContents(content: string, settings = ""): Document {
  const instruction = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\u </w:instrText></w:r>';
  const contents = `<w:p>${field("begin")}${instruction}${field("separate")}${content}${field("end")}</w:p>`;
  const body = contents + heading("Whales") + heading("Dolphins");
  return { format: "docx", bytes: createWordFile({ body, settings }) };
}

/** What is asked of texts, seen in the PDF. */
export function testTextOptions(converter: () => Converter): void {
  const textWith = async (document: Document, options: ConversionOptions) =>
    textOf(await pdfOf(converter(), document, { options })).replace(/\s+/g, " ");

  it("shows tracked changes, accepts them, or gives the original", async () => {
    assert.match(await textWith(reviewed, {}), /900 700 euros\. Gone\. Last\./);
    assert.match(await textWith(reviewed, { changes: "accepted" }), /costs 700 euros\. ?Last\./);
    assert.match(await textWith(reviewed, { changes: "original" }), /costs 900 euros\. Gone\. Last\./);
  });

  it("reads plain text as its letters make sense, and says how it read them", async () => {
    // "Grüße aus Köln" as MS-DOS stores it.
    const bytes = Buffer.from("477281e16520617573204b946c6e0a", "hex");
    await convertIn(converter(), { format: "txt", bytes }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      assert.match(textOf(await readPdf(outcome.conversion.path)), /Grüße aus Köln/);
      const [warning] = outcome.conversion.warnings.filter(({ code }) => code === "encoding_guessed");
      assert.match(warning?.message ?? "", /ibm850.*option encoding/);
    });
  });

  it("says how many tracked changes it shows", async () => {
    const warningsWith = (options: ConversionOptions) =>
      convertIn(converter(), reviewed, { options }, async (outcome) => {
        assert.ok(outcome.ok);
        return outcome.conversion.warnings.filter(({ code }) => code === "changes_shown");
      });
    const [warning] = await warningsWith({});
    assert.match(warning?.message ?? "", /4 tracked changes/);
    assert.deepEqual(await warningsWith({ changes: "accepted" }), []);
  });

  it("writes a table of contents that is empty, or out of date as the document says, and keeps any other", async () => {
    const contents = /^\s*Whales\W*2 Dolphins\W*3/;
    const saved = run("Saved long ago");
    assert.match(await textWith(withContents(""), {}), contents);
    assert.match(await textWith(withContents(saved), {}), /^Saved long ago/);
    assert.match(await textWith(withContents(saved), { updateIndexes: true }), contents);
    const outOfDate = withContents(saved, '<w:updateFields w:val="true"/>');
    assert.match(await textWith(outOfDate, {}), contents);
    assert.match(await textWith(outOfDate, { updateIndexes: false }), /^Saved long ago/);
  });

  it("shows dates that update themselves as they were saved, or today's when asked to", async () => {
    const instruction = '<w:r><w:instrText xml:space="preserve"> DATE \\@ "yyyy" </w:instrText></w:r>';
    const date = field("begin") + instruction + field("separate") + run("1999") + field("end");
    const text: Document = { format: "docx", bytes: createWordFile({ body: `<w:p>${date}</w:p>` }) };
    const formula = '<row r="1"><c r="A1"><f>YEAR(TODAY())</f><v>1999</v></c></row>';
    const sheet: Document = {
      format: "xlsx",
      bytes: createWorkbookFile({ sheet: `<sheetData>${formula}</sheetData>` }),
    };
    for (const document of [text, sheet]) {
      assert.match(await textWith(document, {}), /\b1999\b/, document.format);
      const today = await textWith(document, { dates: "today" });
      assert.match(today, new RegExp(`\\b${new Date().getFullYear()}\\b`), document.format);
    }
  });
}
