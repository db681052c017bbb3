import assert from "node:assert/strict";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createScrolledWorkbook, createWorkbook, createWorkbookFile } from "@platen/test-documents";
import { type Document, pdfOf, textOf } from "./converting.ts";
import type { PdfFacts } from "./read-pdf.ts";
import { plainText } from "./test-documents.ts";

const columns = Array.from({ length: 20 }, (_, index) => `Column ${index + 1}`);
const wide: Document = { bytes: createWorkbook({ rows: [columns, columns] }), format: "xlsx" };
const long: Document = {
  bytes: plainText(`Name,Value\n${"line,1\n".repeat(120)}`),
  format: "csv",
};

const scrolledSheets = ["plain", "frozen", "split"] as const;
const scrolledCells = (sheet: string) =>
  Array.from({ length: 60 }, (_, row) => ["A", "B", "C"].map((column) => `${sheet}${column}${row + 1}`));
const scrolledWords = scrolledSheets.flatMap((sheet) => scrolledCells(sheet).flat());

function lostWords(facts: PdfFacts): string[] {
  const words = new Set(textOf(facts).split(/\s+/));
  return scrolledWords.filter((word) => !words.has(word));
}

/** Sheets whose views were saved far down and to the right: alone, below rows that stand still, and in halves. */
function scrolledDocument(active: number): Document {
  const selected = (number: number) => (number === active ? 'tabSelected="1"' : "");
  const pane = (attributes: string) => `<pane topLeftCell="B40" activePane="bottomRight" ${attributes}/>`;
  const views = [
    `<sheetView topLeftCell="B37" ${selected(0)} workbookViewId="0"/>`,
    `<sheetView topLeftCell="A5" ${selected(1)} workbookViewId="0">${pane('xSplit="1" ySplit="2" state="frozen"')}</sheetView>`,
    `<sheetView topLeftCell="A20" ${selected(2)} workbookViewId="0">${pane('xSplit="1500" ySplit="3000"')}</sheetView>`,
  ];
  const sheets = scrolledSheets.map((name, number) => ({
    name,
    view: views[number] ?? "",
    rows: scrolledCells(name),
  }));
  return { bytes: createScrolledWorkbook(sheets, active), format: "xlsx" };
}

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

  it("puts whole sheets on their pages wherever their saved views are scrolled to", async () => {
    for (const active of scrolledSheets.keys()) {
      const facts = await pdfOf(converter(), scrolledDocument(active), {
        options: { singlePageSheets: true },
      });
      assert.deepEqual(lostWords(facts), [], `sheet ${active} is shown`);
      assert.equal(facts.pages.length, scrolledSheets.length);
    }
    const facts = await pdfOf(converter(), scrolledDocument(0), { options: { fitWidth: true } });
    assert.deepEqual(lostWords(facts), []);
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

  it("calculates a workbook that asks for it, and keeps stored values otherwise", async () => {
    const sum = (workbook: string) => {
      const formula = '<row r="1"><c r="A1"><v>40</v></c><c r="B1"><f>A1+2</f><v>7</v></c></row>';
      const bytes = createWorkbookFile({ sheet: `<sheetData>${formula}</sheetData>`, workbook });
      return pagesWith({ bytes, format: "xlsx" }, {});
    };
    assert.match((await sum('<calcPr calcId="1" fullCalcOnLoad="1"/>'))[0]?.text ?? "", /\b42\b/);
    assert.match((await sum('<calcPr calcId="1"/>'))[0]?.text ?? "", /\b7\b/);
  });

  it("lets a row without a height grow with its text, and no other", async () => {
    const long = "This text is much longer than its column and wraps over many lines until its LASTWORD.";
    const cell = (row: number) => `<c r="A${row}" s="1" t="inlineStr"><is><t>${long}</t></is></c>`;
    const sheet = (height: string) =>
      '<cols><col min="1" max="1" width="20" customWidth="1"/></cols><sheetData>' +
      `<row r="1"${height}>${cell(1)}</row><row r="2"><c r="A2" t="inlineStr"><is><t>Below</t></is></c></row></sheetData>`;
    const formats =
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf>';
    const heightOf = async (height: string) => {
      const bytes = createWorkbookFile({ sheet: sheet(height), formats });
      const [page] = await pagesWith({ bytes, format: "xlsx" }, {});
      const baseline = page?.places.find(({ text }) => text === "Below")?.baseline ?? 0;
      return { belowTop: 842 - baseline, isWhole: /LASTWORD/.test(page?.text ?? "") };
    };
    const grown = await heightOf("");
    assert.ok(grown.isWhole && grown.belowTop > 120, String(grown.belowTop));
    assert.ok((await heightOf(' ht="15" customHeight="1"')).belowTop < 100);
  });

  it("reads CSV with the encoding, the separator and the decimal sign that were told", async () => {
    const word = [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x7e];
    const bytes = Uint8Array.from([...word, ...plainText("1.234,50\n~A field that makes its column wide\n")]);
    const document: Document = { bytes, format: "csv" };
    const told = { encoding: "windows-1251", separator: "~", decimal: "," } as const;
    const placeOf = async (options: ConversionOptions) => {
      const [page] = await pagesWith(document, options);
      const left = page?.places.find(({ text }) => text === "1.234,50")?.left ?? 0;
      return { left, hasWord: /Привет/.test(page?.text ?? "") };
    };
    const read = await placeOf(told);
    assert.ok(read.hasWord);
    const asText = await placeOf({ separator: "~", encoding: "koi8-r" });
    assert.ok(!asText.hasWord && asText.left > 0);
    // A number stands at the right of its column.
    assert.ok(read.left > asText.left + 20, `${read.left} and ${asText.left}`);
  });

  it("reads plain text in UTF-16 without a mark, when told", async () => {
    const bytes = new Uint8Array(Buffer.from("Jambo señal", "utf16le"));
    const [page] = await pagesWith({ bytes, format: "txt" }, { encoding: "utf-16le" });
    assert.match(page?.text ?? "", /Jambo señal/);
  });
}
