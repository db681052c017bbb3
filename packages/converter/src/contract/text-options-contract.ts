import assert from "node:assert/strict";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createWordFile } from "@platen/test-documents";
import { type Document, pdfOf, textOf } from "./converting.ts";

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

/** What is asked of texts, seen in the PDF. */
export function testTextOptions(converter: () => Converter): void {
  const textWith = async (document: Document, options: ConversionOptions) =>
    textOf(await pdfOf(converter(), document, { options })).replace(/\s+/g, " ");

  it("shows tracked changes, accepts them, or gives the original", async () => {
    assert.match(await textWith(reviewed, {}), /900 700 euros\. Gone\. Last\./);
    assert.match(await textWith(reviewed, { changes: "accepted" }), /costs 700 euros\. ?Last\./);
    assert.match(await textWith(reviewed, { changes: "original" }), /costs 900 euros\. Gone\. Last\./);
  });
}
