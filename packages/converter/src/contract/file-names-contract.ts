import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import { createOwnName, createWorkbook } from "@platen/test-documents";
import { pdfOf, textOf } from "./converting.ts";
import { plainText } from "./test-documents.ts";

/** Which name of its own a document shows. */
export function testFileNames(converter: () => Converter): void {
  const stem = "Handbuch für Prüfer (neu), #2 zu 100% [Teil]";

  for (const format of ["docx", "odt", "ods", "pptx", "rtf", "xlsx"] as const)
    it(`shows the uploaded name where a document shows its own, and no folder: ${format}`, async () => {
      const filename = `${stem}.${format}`;
      for (const form of ["name", "path"] as const) {
        const bytes = createOwnName(format, form);
        const text = textOf(await pdfOf(converter(), { bytes, format, filename }));
        assert.ok(text.includes(filename), text);
        assert.doesNotMatch(text, /file:|\/proc|\/tmp|source/);
      }
    });

  it("shows the uploaded name in formulas that ask for it", async () => {
    const bytes = createWorkbook({ rows: [[{ formula: 'CELL("filename")' }]] });
    const text = textOf(await pdfOf(converter(), { bytes, format: "xlsx", filename: "Bericht für $1.xlsx" }));
    assert.match(text, /'file:\/\/\/Bericht für \$1\.xlsx'#\$/);
    assert.doesNotMatch(text, /\/proc|\/tmp|source/);
  });

  it("names the sheet of a table as the file is called", async () => {
    const bytes = plainText("a,b\n1,2\n");
    const text = textOf(await pdfOf(converter(), { bytes, format: "csv", filename: "Umsatz für Köln.csv" }));
    assert.match(text, /Umsatz für Köln/);
    assert.doesNotMatch(text, /source/);
  });

  it("keeps a document apart from the files beside it, whatever it is called", async () => {
    for (const filename of ["result.docx", "thumbnail.docx", "password.docx", "--help.docx", "~$a.docx"]) {
      const bytes = createOwnName("docx", "name");
      const text = textOf(await pdfOf(converter(), { bytes, format: "docx", filename }));
      assert.ok(text.includes(filename), text);
    }
  });
}
