import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import type {
  ConversionOptions,
  ConversionOutcome,
  Converter,
  ResultPasswords,
  TargetFormat,
} from "@platen/core";
import { createPresentation, createWordDocument } from "@platen/test-documents";
import { execa } from "execa";
import { ZipArchive } from "../preflight/zip-archive.ts";
import { pdfOfTexts } from "../test-support/pdf-bytes.ts";
import type { Document } from "./converting.ts";
import { readPdf } from "./read-pdf.ts";
import { plainText } from "./test-documents.ts";

const letter = {
  bytes: createWordDocument({ paragraphs: [{ text: "Dear reader" }] }),
  format: "docx",
} as const;
const documents: readonly Document[] = [
  { ...letter, filename: "a/../letter.docx" },
  { bytes: createPresentation({ slides: 2 }), format: "pptx", filename: "deck.pptx" },
  { ...letter, filename: "a/../letter.docx" },
];

/** One result of several documents. */
export function testSeveral(converter: () => Converter): void {
  const together = async <T>(
    all: readonly Document[],
    {
      options = {},
      format = "pdf",
      ...secrets
    }: { options?: ConversionOptions; format?: TargetFormat; resultPasswords?: ResultPasswords },
    look: (outcome: ConversionOutcome) => Promise<T>,
  ): Promise<T> => {
    const folder = await mkdtemp(join(tmpdir(), "several-"));
    try {
      const sources = await Promise.all(
        all.map(async ({ bytes, ...rest }, index) => {
          const path = join(folder, `source-${index}`);
          await writeFile(path, bytes);
          return { path, ...rest };
        }),
      );
      const [source, ...moreSources] = sources;
      assert.ok(source !== undefined);
      const request = { source, moreSources, format, options, folder, ...secrets };
      return await look(await converter().convert(request, { signal: new AbortController().signal }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  it("merges documents into one PDF, in their order, with a bookmark for each", async () => {
    await together(documents, { options: { merge: true } }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { path, pages, format } = outcome.conversion;
      assert.deepEqual([pages, format], [4, "pdf"]);
      const facts = await readPdf(path);
      assert.match(facts.pages[0]?.text ?? "", /Dear reader/);
      assert.match(facts.pages[1]?.text ?? "", /Slide 1/);
      assert.match(facts.pages[3]?.text ?? "", /Dear reader/);
      const begins = facts.outline.filter(([title]) => ["letter", "deck"].includes(title));
      assert.deepEqual(begins, [
        ["letter", 1],
        ["deck", 2],
        ["letter", 4],
      ]);
    });
  });

  it("leads through the one PDF by titles of the documents and bookmarks of each file", async () => {
    const titled = pdfOfTexts(["Dear reader"], "Annual report");
    const two: Document[] = [
      { bytes: titled, format: "pdf", filename: "a.pdf" },
      { bytes: createPresentation({ slides: 2 }), format: "pptx", filename: "deck.pptx" },
    ];
    const outline = JSON.stringify({ "deck.pptx": [{ title: "Second", page: 2 }] });
    const options: ConversionOptions = { merge: true, mergeBookmarks: "titles", outline };
    await together(two, { options }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const facts = await readPdf(outcome.conversion.path);
      assert.deepEqual(facts.outline[0], ["Annual report", 1]);
      assert.deepEqual(facts.outline.slice(1), [["deck", 2]]);
    });
    const lost = JSON.stringify({ "deck.pptx": [{ title: "Third", page: 3 }] });
    await together(two, { options: { ...options, outline: lost } }, async (outcome) => {
      assert.ok(!outcome.ok && outcome.failure.code === "pages_out_of_range", JSON.stringify(outcome));
      assert.match(outcome.failure.message, /page 3, but there are only 2/);
    });
  });

  it("protects the one PDF of all, or each that is packed", async () => {
    const resultPasswords = { openPassword: "sesame" };
    const merged = { options: { merge: true }, resultPasswords };
    const two = documents.slice(0, 2);
    await together(two, merged, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { path, pages } = outcome.conversion;
      assert.equal(pages, 3);
      await assert.rejects(readPdf(path), { name: "PasswordException" });
      await execa("qpdf", ["--password=sesame", "--check", path]);
    });
    await together(two, { resultPasswords }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const content = (await readFile(outcome.conversion.path)).toString("latin1");
      assert.equal(content.split("/Encrypt ").length - 1, 2);
    });
  });

  it("claims PDF/A of one PDF of all", async () => {
    await together(documents.slice(0, 2), { options: { merge: true, pdfa: "2b" } }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const facts = await readPdf(outcome.conversion.path);
      assert.deepEqual([facts.pdfa, facts.pages.length], ["2b", 3]);
    });
  });

  it("packs the results of documents that are not merged, by names that lead nowhere and differ", async () => {
    await together(documents, {}, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { path, format, pages } = outcome.conversion;
      assert.deepEqual([format, pages], ["zip", null]);
      const archive = ZipArchive.open(path, 10);
      const names = archive.parts.map(({ name }) => name);
      archive.close();
      assert.deepEqual(names, ["a_.._letter.docx.pdf", "deck.pptx.pdf", "a_.._letter.docx (2).pdf"]);
      assert.ok((await readFile(path)).length > 1_000);
    });
  });

  it("says which document is at fault", async () => {
    const broken: Document = { bytes: plainText(""), format: "docx" };
    await together([letter, broken], { options: { merge: true } }, async (outcome) => {
      assert.ok(!outcome.ok);
      assert.equal(outcome.failure.code, "source_empty");
      assert.match(outcome.failure.message, /^Document 2 of 2: /);
    });
  });
}
