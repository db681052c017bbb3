import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import { createGlass, createPicture, createPresentation, createWordDocument } from "@platen/test-documents";
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

/** PDFs that claim to be PDF/A. */
export function testConformance(converter: () => Converter): void {
  for (const pdfa of levels) {
    it(`claims PDF/A-${pdfa} where it was asked for, and leaves out what that forbids`, async () => {
      const options = { pdfa, comments: true } as const;
      await convertIn(converter(), hardDeck, { options }, async (outcome) => {
        assert.ok(outcome.ok, JSON.stringify(outcome));
        const { path, pages, warnings } = outcome.conversion;
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
}
