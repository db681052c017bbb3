import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createPresentation, createWordDocument } from "@platen/test-documents";
import { ZipArchive } from "../preflight/zip-archive.ts";
import { convertIn, type Document, failureFor, pdfOf } from "./converting.ts";
import { readInfo } from "./read-pdf.ts";

const deck: Document = { bytes: createPresentation({ slides: 3 }), format: "pptx", filename: "deck.pptx" };
const letter: Document = {
  bytes: createWordDocument({ paragraphs: [{ text: "Dear reader" }] }),
  format: "docx",
  filename: "letter.docx",
};

const going = new AbortController().signal;

/** What is done to a PDF once it is there. */
export function testFinishing(converter: () => Converter): void {
  it("turns pages, lays marks under and over them, writes facts and bookmarks", async () => {
    const options: ConversionOptions = {
      rotate: "90:2",
      watermark: "DRAFT",
      stamp: '{"text":"Seen","position":"top-right","size":20,"pages":"1"}',
      flatten: true,
      metadata: '{"Title":"Größe","Keywords":["a","b"],"Project":"X"}',
      outline: '[{"title":"Begin","page":1},{"title":"End","page":3}]',
      optimize: true,
      thumbnail: true,
    };
    await convertIn(converter(), deck, { options }, async (outcome, folder) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { info, custom, facts, xmp } = await readInfo(outcome.conversion.path);
      assert.equal(outcome.conversion.pages, 3);
      // The first page as it is in the end, and the same picture when somebody asks for it later.
      const picture = await readFile(outcome.conversion.thumbnailPath ?? "none");
      assert.deepEqual([picture.toString("latin1", 1, 4), picture.readUInt32BE(16)], ["PNG", 640]);
      const drawn = await converter().drawFirstPage(
        outcome.conversion.path,
        await mkdtemp(join(folder, "own-")),
        going,
      );
      assert.ok((await readFile(drawn ?? "none")).equals(picture));
      for (const { text } of facts.pages) assert.match(text, /DRAFT/);
      assert.deepEqual(
        facts.pages.map(({ text }) => text.includes("Seen")),
        [true, false, false],
      );
      assert.deepEqual(
        facts.pages.map(({ rotation }) => rotation),
        [0, 90, 0],
      );
      assert.deepEqual(facts.outline, [
        ["Begin", 1],
        ["End", 3],
      ]);
      assert.deepEqual([info.Title, info.Keywords, custom.Project], ["Größe", "a, b", "X"]);
      assert.equal(xmp, "Größe");
    });
  });

  it("takes a PDF apart every so many pages, into a zip of numbered names", async () => {
    await convertIn(converter(), deck, { options: { split: "2" } }, async (outcome) => {
      assert.ok(outcome.ok, JSON.stringify(outcome));
      assert.deepEqual([outcome.conversion.format, outcome.conversion.pages], ["zip", null]);
      assert.deepEqual(await namesIn(outcome.conversion.path), ["deck.pptx_0.pdf", "deck.pptx_1.pdf"]);
    });
  });

  it("merges, then keeps the pages that are asked for", async () => {
    const folder = await mkdtemp(join(tmpdir(), "finishing-"));
    try {
      const [source, more] = await Promise.all(
        [deck, letter].map(async ({ bytes, format, filename = "" }) => {
          await writeFile(join(folder, filename), bytes);
          return { path: join(folder, filename), format, filename };
        }),
      );
      assert.ok(source && more);
      const options = { merge: true, split: "3-", splitInto: "one" } as const;
      const request = { source, moreSources: [more], format: "pdf", options, folder } as const;
      const outcome = await converter().convert(request, { signal: new AbortController().signal });
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const { facts } = await readInfo(outcome.conversion.path);
      assert.equal(outcome.conversion.pages, 2);
      assert.match(facts.pages[1]?.text ?? "", /Dear reader/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("says when a document has none of the pages", async () => {
    assert.equal(
      (await failureFor(converter(), letter, { options: { rotate: "90:7" } })).code,
      "pages_out_of_range",
    );
  });

  it("leaves other targets as they are", async () => {
    assert.equal((await pdfOf(converter(), letter, { options: { optimize: true } })).pages.length, 1);
    await convertIn(converter(), letter, { format: "txt", options: { rotate: "90" } }, async (outcome) =>
      assert.ok(outcome.ok),
    );
  });
}

async function namesIn(path: string): Promise<string[]> {
  const archive = await ZipArchive.open(path, 10);
  const names = archive.parts.map(({ name }) => name);
  archive.close();
  return names;
}
