import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import type { Converter } from "@platen/core";
import { createGlass, createPicture, createPresentation, createWordDocument } from "@platen/test-documents";
import { unzipSync } from "fflate";
import { verifyPdfs } from "../../test-support/verify-pdfs.ts";
import { convertIn, type Document, failureFor } from "./converting.ts";
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
  filename: "deck.pptx",
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

  it("claims it of what was marked, described, taken apart or a PDF before, too", async () => {
    const mark = {
      watermark: "Draft",
      stamp: '{"text":"Seen","opacity":0.5}',
      metadata: '{"Title":"A & B","X":"y"}',
    };
    await convertIn(
      converter(),
      hardDeck,
      { options: { pdfa: "2b", split: "2", ...mark } },
      async (outcome) => {
        assert.ok(outcome.ok, JSON.stringify(outcome));
        const { path, format } = outcome.conversion;
        assert.equal(format, "zip");
        for (const [name, pdf] of Object.entries(unzipSync(await readFile(path))))
          await writeFile(join(folder, name), pdf);
      },
    );
    const again = {
      bytes: await readFile(join(folder, "deck-3b.pdf")),
      format: "pdf",
      filename: "a.pdf",
    } as const;
    await convertIn(converter(), again, { options: { pdfa: "2b" } }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      await copyFile(outcome.conversion.path, join(folder, "again-2b.pdf"));
    });
    // Its pages are groups for what is transparent, and nothing is.
    const plain = { bytes: createPresentation({ slides: 1 }), format: "pptx" } as const;
    await convertIn(converter(), plain, {}, async (first) => {
      assert.ok(first.ok, JSON.stringify(first));
      const bytes = await readFile(first.conversion.path);
      const groups = { bytes, format: "pdf", filename: "b.pdf" } as const;
      await convertIn(converter(), groups, { options: { pdfa: "1b" } }, async (outcome) => {
        assert.ok(outcome.ok, JSON.stringify(outcome));
        await copyFile(outcome.conversion.path, join(folder, "groups-1b.pdf"));
      });
    });
    const { code, message } = await failureFor(converter(), hardDeck, {
      options: { pdfa: "1b", stamp: "Seen" },
    });
    assert.equal(code, "conformance_not_reached");
    assert.match(message, /transparent/);
  });

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
    const names = [
      ...["deck-1b", "deck-2b", "deck-3b", "deck-4", "letter-1b", "letter-4", "letter-ua"],
      ...["deck.pptx_0", "deck.pptx_1", "again-2b", "groups-1b"],
    ];
    assert.deepEqual(others, Object.fromEntries(names.map((name) => [`${name}.pdf`, []])));
  });
}
