import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import type { Converter } from "@platen/core";
import { createGlass, createPicture, createPresentation, createWordDocument } from "@platen/test-documents";
import { verifyPdfs } from "../../test-support/verify-pdfs.ts";
import { convertIn, type Document } from "./converting.ts";
import { readPdf } from "./read-pdf.ts";

const levels = ["1b", "2b", "3b", "4"] as const;

const chinese = "漢字とかな、한국어 문장, 简体中文。";
/** What LibreOffice's own PDF/A stumbles over: something transparent, a film, fonts with PostScript outlines, a comment. */
export const hardDeck: Document = {
  bytes: createPresentation({
    slides: [
      { title: "Glass", picture: createGlass({ width: 60, height: 40 }), comment: "Is it clear?" },
      { title: "Film", picture: createPicture({ width: 40, height: 30 }), film: true },
      { title: chinese },
    ],
  }),
  format: "pptx",
};
export const chineseLetter: Document = {
  bytes: createWordDocument({ paragraphs: [{ text: chinese }] }),
  format: "docx",
};

const accessibleLetter: Document = {
  bytes: createWordDocument({
    paragraphs: [
      { text: "Heading", heading: true },
      { text: "a link", link: "https://example.org/" },
    ],
  }),
  format: "docx",
  filename: "to & fro.docx",
};

/** PDFs that claim to be PDF/A. */
export function testConformance(converter: () => Converter): void {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "conformance-"));
  });
  after(() => rm(folder, { recursive: true }));

  for (const pdfa of levels) {
    it(`claims PDF/A-${pdfa} where it was asked for, and leaves out what that forbids`, async () => {
      const options = { pdfa, comments: true } as const;
      await convertIn(converter(), hardDeck, { options }, async (outcome) => {
        assert.ok(outcome.ok, JSON.stringify(outcome));
        const { path, pages, warnings } = outcome.conversion;
        await copyFile(path, join(folder, `deck-${pdfa}.pdf`));
        const facts = await readPdf(path);
        assert.deepEqual([facts.pdfa, facts.pages.length, pages], [pdfa, 3, 3]);
        const films = warnings.filter(({ code }) => code === "content_not_shown");
        assert.deepEqual(
          films.map(({ count }) => count),
          [1],
        );
        assert.deepEqual(facts.pages[0]?.comments, ["Is it clear?"]);
      });
    });
  }

  it("claims PDF/UA with a title, which readers show", async () => {
    await convertIn(converter(), accessibleLetter, { options: { pdfua: true } }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      await copyFile(outcome.conversion.path, join(folder, "letter-ua.pdf"));
      const content = await readFile(outcome.conversion.path, "latin1");
      assert.match(content, /<pdfuaid:part>1<[\s\S]*/);
      assert.match(content, />to &amp; fro</);
    });
  });

  it("claims nothing that veraPDF finds wrong", async () => {
    for (const pdfa of ["1b", "4"] as const)
      await convertIn(converter(), chineseLetter, { options: { pdfa } }, async (outcome) => {
        assert.ok(outcome.ok, JSON.stringify(outcome));
        await copyFile(outcome.conversion.path, join(folder, `letter-${pdfa}.pdf`));
      });
    // So that it is seen that veraPDF finds something at all: the claim of another level, without its rights.
    const deck = await readFile(join(folder, "deck-2b.pdf"), "latin1");
    await writeFile(join(folder, "wrong.pdf"), deck.replace("<pdfaid:part>2<", "<pdfaid:part>1<"), "latin1");
    const { "wrong.pdf": wrong, ...others } = Object.fromEntries(await verifyPdfs(folder));
    assert.ok(wrong !== undefined && wrong.length > 0);
    const names = ["deck-1b", "deck-2b", "deck-3b", "deck-4", "letter-1b", "letter-4", "letter-ua"];
    assert.deepEqual(others, Object.fromEntries(names.map((name) => [`${name}.pdf`, []])));
  });
}
