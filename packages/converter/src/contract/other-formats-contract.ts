import assert from "node:assert/strict";
import { before, it } from "node:test";
import type { Converter, SourceFormat } from "@platen/core";
import { createMarkup } from "@platen/test-documents";
import { failureFor, pdfOf, textOf } from "./converting.ts";
import { otherDocuments, otherFormats, pictures } from "./other-documents.ts";
import { greeting } from "./test-documents.ts";

/** One of each way in which LibreOffice opens and saves. */
const oneOfEachWay: readonly SourceFormat[] = [
  "dotx",
  "fodt",
  "xml",
  "xltx",
  "dif",
  "odg",
  "html",
  "odm",
  "oth",
  "mml",
  "png",
];

/** Kinds of sources that are less usual: each comes out as text, or as a page with the picture. */
export function testOtherFormats(converter: () => Converter, { isEvery }: { isEvery: boolean }): void {
  const formats = isEvery ? otherFormats : oneOfEachWay;
  let documents: ReadonlyMap<SourceFormat, Uint8Array>;
  before(async () => {
    documents = await otherDocuments(formats, greeting);
  });

  for (const format of formats)
    it(`converts ${format}`, async () => {
      const facts = await pdfOf(converter(), { bytes: documents.get(format) ?? new Uint8Array(), format });
      if (pictures.has(format)) assert.equal(facts.pictureWidths.length, 1);
      else assert.match(textOf(facts), new RegExp(greeting));
    });

  it("does not take noise for a text, as LibreOffice does", async () => {
    const noise = Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7_919) % 256));
    for (const format of ["vsd", "wpd", "emf"] as const)
      assert.equal((await failureFor(converter(), { bytes: noise, format })).code, "unsupported_format");
  });

  it("opens what web programs call Excel and Word for what it is", async () => {
    const table = `<html><body><table><tr><td>${greeting}</td><td>12.5</td></tr></table></body></html>`;
    const exports: readonly (readonly [SourceFormat, Uint8Array])[] = [
      ["xls", Buffer.from(table)],
      ["doc", createMarkup("html", greeting)],
      ["doc", createMarkup("wordXml", greeting)],
      ["xls", createMarkup("excelXml", greeting)],
      ["xml", createMarkup("excelXml", greeting)],
    ];
    for (const [format, bytes] of exports)
      assert.match(textOf(await pdfOf(converter(), { bytes, format })), new RegExp(greeting), format);
  });
}
