import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import {
  createFlatPackage,
  createOpenDocument,
  createPicture,
  createPresentation,
  createRichText,
  createWordDocument,
} from "@platen/test-documents";
import { failureFor, pdfOf, textOf } from "./converting.ts";
import { documentOf, greeting, plainText, usualFormats } from "./test-documents.ts";

/** Every kind of source comes out as text, whatever its name says as long as it is of the same family. */
export function testFormats(converter: () => Converter): void {
  for (const format of usualFormats) {
    it(`converts ${format}`, async () => {
      const facts = await pdfOf(converter(), await documentOf(format));
      assert.match(textOf(facts), new RegExp(greeting));
    });
  }

  it("opens a document by what it is, not by what its name says", async () => {
    const rich = createRichText(["I am rich text"]);
    assert.match(textOf(await pdfOf(converter(), { bytes: rich, format: "doc" })), /I am rich text/);
    const presentation = createPresentation({ slides: 2 });
    for (const format of ["odp", "xlsx"] as const)
      assert.equal((await pdfOf(converter(), { bytes: presentation, format })).pages.length, 2);
    const flat = createFlatPackage(presentation);
    assert.equal((await pdfOf(converter(), { bytes: flat, format: "xml" })).pages.length, 2);
  });

  it("refuses what cannot be what its name claims, naming both", async () => {
    const picture = createPicture({ width: 2, height: 2 });
    const failure = await failureFor(converter(), { bytes: picture, format: "docx" });
    assert.equal(failure.code, "unsupported_format");
    assert.match(failure.message, /docx.*png/);
  });

  it("refuses a document that cannot become what was asked for, whatever its name could", async () => {
    const presentation = createOpenDocument({ kind: "odp", texts: ["slide"] });
    const failure = await failureFor(converter(), { bytes: presentation, format: "docx" }, { format: "rtf" });
    assert.equal(failure.code, "unsupported_target");
  });

  it("reads text in the encoding in which it was written", async () => {
    const text = "Grüße aus Köln";
    const encodings = [
      Buffer.from(text, "utf8"),
      Buffer.from(text, "latin1"),
      Buffer.from(`\ufeff${text}`, "utf16le"),
    ];
    for (const bytes of encodings) {
      assert.match(textOf(await pdfOf(converter(), { bytes, format: "txt" })), /^\s*Grüße aus Köln\s*$/);
    }
  });

  it("shows a CSV file as it was written: fields apart, formulas not computed", async () => {
    const bytes = plainText('Name;Betrag\n"Müller; Söhne";1,50\nSumme;=1+41\n');
    const text = textOf(await pdfOf(converter(), { bytes, format: "csv" }));
    assert.match(text, /Müller; Söhne\s+1,50/);
    assert.match(text, /Summe\s+=1\+41/);
    assert.doesNotMatch(text, /42/);
  });

  it("shows every cell of a CSV file as it was written", async () => {
    const fields = ["01234", "+49301234567", "5E3", "1.10", "4111111111111111", "12345678901234567890"];
    const more = ["1/2", "2024-01-31", "TRUE", "-0.50", "007"];
    const rows = [...fields, ...more].map((field) => `${field},x`);
    const facts = await pdfOf(converter(), { bytes: plainText(`${rows.join("\n")}\n`), format: "csv" });
    const words = textOf(facts).split(/\s+/);
    for (const field of [...fields, ...more])
      assert.ok(words.includes(field), `${field} in ${words.join(" ")}`);
  });

  it("keeps links: outside ones as they are, neighbouring ones without the folder of the conversion", async () => {
    const links = ["https://example.com/x", "other.docx"];
    const paragraphs = links.map((link) => ({ text: link, link }));
    const facts = await pdfOf(converter(), { bytes: createWordDocument({ paragraphs }), format: "docx" });
    assert.deepEqual(facts.pages[0]?.links.toSorted(), links.toSorted());
  });
}
