import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import { createWordDocument } from "@platen/test-documents";
import { execa } from "execa";
import { pdfOfTexts } from "../test-support/pdf-bytes.ts";
import { convertIn, type Document, failureFor, pdfOf } from "./converting.ts";
import { readInfo } from "./read-pdf.ts";

const bytes = pdfOfTexts(["one", "two", "three"], "Größe");
const pdf: Document = { bytes, format: "pdf", filename: "a.pdf" };

/** PDFs that somebody has: changed, drawn and described without LibreOffice. */
export function testPdfSources(converter: () => Converter): void {
  it("keeps the chosen pages, with their bookmarks and what the PDF says of itself", async () => {
    const options = { pages: "2-9", rotate: "90:1" };
    await convertIn(converter(), pdf, { options }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { facts, info } = await readInfo(outcome.conversion.path);
      assert.deepEqual(
        facts.pages.map(({ text, rotation }) => [text, rotation]),
        [
          ["two", 90],
          ["three", 0],
        ],
      );
      assert.deepEqual(facts.outline, [
        ["two", 1],
        ["three", 2],
      ]);
      assert.equal(info.Author, "Ada");
      assert.equal(outcome.conversion.pages, 2);
    });
    const failure = await failureFor(converter(), pdf, { options: { pages: "7" } });
    assert.equal(failure.code, "pages_out_of_range");
  });

  it("tells what a PDF says of itself", async () => {
    await convertIn(converter(), pdf, { format: "json" }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { pages, metadata, bookmarks } = JSON.parse(await readFile(outcome.conversion.path, "utf8"));
      assert.deepEqual([pages, metadata.Author, metadata.CreationDate], [3, "Ada", "D:20190304050607Z"]);
      assert.deepEqual(bookmarks[1], { title: "two", page: 2 });
    });
  });

  it("draws the pages", async () => {
    await convertIn(converter(), pdf, { format: "png", options: { pages: "3" } }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      assert.deepEqual([outcome.conversion.format, outcome.conversion.pages], ["png", 1]);
    });
  });

  it("opens a protected one with its password only, and leaves none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "protected-"));
    try {
      await writeFile(join(folder, "a.pdf"), bytes);
      const args = [
        "--encrypt",
        "sesame",
        "owner",
        "256",
        "--",
        join(folder, "a.pdf"),
        join(folder, "b.pdf"),
      ];
      await execa("qpdf", args);
      const locked: Document = { bytes: await readFile(join(folder, "b.pdf")), format: "pdf" };
      assert.equal((await failureFor(converter(), locked)).code, "source_encrypted");
      assert.equal((await failureFor(converter(), locked, { password: "no" })).code, "wrong_password");
      assert.equal((await pdfOf(converter(), locked, { password: "sesame" })).pages.length, 3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("refuses what is no PDF, is damaged, or cannot become the target", async () => {
    const codeOf = async (content: Uint8Array | string, format: "pdf" | "docx" = "pdf") =>
      (await failureFor(converter(), { bytes: Buffer.from(content), format: "pdf" }, { format })).code;
    assert.equal(await codeOf("Dear reader"), "unsupported_format");
    assert.equal(await codeOf(""), "source_empty");
    assert.equal(await codeOf("%PDF-1.7\nand nothing that is one\n%%EOF\n"), "source_corrupt");
    assert.equal(await codeOf(bytes, "docx"), "unsupported_target");
  });

  it("merges one with an office document", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mixed-"));
    try {
      const letter = createWordDocument({ paragraphs: [{ text: "Dear reader" }] });
      await writeFile(join(folder, "a.pdf"), bytes);
      await writeFile(join(folder, "b.docx"), letter);
      const source = { path: join(folder, "a.pdf"), format: "pdf", filename: "a.pdf" } as const;
      const more = { path: join(folder, "b.docx"), format: "docx", filename: "b.docx" } as const;
      const request = {
        source,
        moreSources: [more],
        format: "pdf",
        options: { merge: true },
        folder,
      } as const;
      const outcome = await converter().convert(request, { signal: new AbortController().signal });
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { facts } = await readInfo(outcome.conversion.path);
      assert.match(facts.pages[3]?.text ?? "", /Dear reader/);
      assert.deepEqual(facts.outline.at(-1), ["b", 4]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
