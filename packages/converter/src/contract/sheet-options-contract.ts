import assert from "node:assert/strict";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createWorkbook } from "@platen/test-documents";
import { type Document, pdfOf } from "./converting.ts";
import { plainText } from "./test-documents.ts";

const columns = Array.from({ length: 20 }, (_, index) => `Column ${index + 1}`);
const wide: Document = { bytes: createWorkbook({ rows: [columns, columns] }), format: "xlsx" };
const long: Document = {
  bytes: plainText(`Name,Value\n${"line,1\n".repeat(120)}`),
  format: "csv",
};

/** What is asked of sheets, seen in the PDF. */
export function testSheetOptions(converter: () => Converter): void {
  const pagesWith = async (document: Document, options: ConversionOptions) =>
    (await pdfOf(converter(), document, { options })).pages;

  it("shrinks a sheet to the width of its pages when asked to, and breaks it otherwise", async () => {
    assert.ok((await pagesWith(wide, {})).length > 1);
    const pages = await pagesWith(wide, { fitWidth: true });
    assert.equal(pages.length, 1);
    assert.match(pages[0]?.text ?? "", /Column 20/);
  });

  it("puts a sheet on one page of its own size when asked to", async () => {
    const pages = await pagesWith(long, { singlePageSheets: true });
    assert.equal(pages.length, 1);
    assert.ok((pages[0]?.heightPoints ?? 0) > 1_000);
  });

  it("prints the letters of columns and the numbers of rows when asked to", async () => {
    const [plain] = await pagesWith(wide, { fitWidth: true });
    assert.doesNotMatch(plain?.text ?? "", /\bT\b/);
    const [page] = await pagesWith(wide, { fitWidth: true, headings: true });
    assert.match(page?.text ?? "", /\bA\b.*\bT\b/s);
  });

  it("draws the lines between cells when asked to", async () => {
    const [plain] = await pagesWith(wide, { fitWidth: true });
    const [page] = await pagesWith(wide, { fitWidth: true, gridlines: true });
    assert.ok((page?.drawnPaths ?? 0) > (plain?.drawnPaths ?? 0) + 10);
  });

  it("repeats the first line of a CSV file on every page, in bold, when asked to", async () => {
    const plain = await pagesWith(long, {});
    assert.ok(plain.length > 1);
    assert.doesNotMatch(plain[1]?.text ?? "", /Name/);
    const pages = await pagesWith(long, { headerLine: true });
    for (const page of pages) assert.match(page.text, /Name/);
    assert.ok((pages[0]?.fonts.length ?? 0) > (plain[0]?.fonts.length ?? 0), "it is not bold");
  });
}
