import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import {
  createOpenDocument,
  createPicture,
  createPresentation,
  createWordDocument,
  createWorkbook,
} from "@platen/test-documents";
import { saveWithOffice } from "../../test-support/save-with-office.ts";
import { convertIn, type Document, failureFor, pdfOf } from "./converting.ts";

const deck: Document = { bytes: createPresentation({ slides: 5 }), format: "pptx" };

/** Every option does what it says, seen in the PDF. */
export function testOptions(converter: () => Converter): void {
  it("keeps the pages that were asked for, and no other", async () => {
    for (const [pages, kept] of [
      ["2-3", ["Slide 2", "Slide 3"]],
      ["1,4-", ["Slide 1", "Slide 4", "Slide 5"]],
    ] as const) {
      const facts = await pdfOf(converter(), deck, { options: { pages } });
      assert.deepEqual(
        facts.pages.map(({ text }) => /Slide \d/.exec(text)?.[0]),
        kept,
      );
    }
  });

  it("leads from the outline to the right pages, and leaves it out where LibreOffice would lead to wrong ones", async () => {
    const chapters = ["One", "Two", "Three"].map((text) => ({ text, heading: true, newPage: true }));
    const text: Document = { bytes: createWordDocument({ paragraphs: chapters }), format: "docx" };
    const outlineOf = async (document: Document, options: ConversionOptions) =>
      (await pdfOf(converter(), document, { options })).outline;
    const whole = await outlineOf(deck, {});
    assert.deepEqual(
      whole.map(([, page]) => page),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual(await outlineOf(deck, { pages: "2-4" }), []);
    assert.deepEqual(await outlineOf(text, { pages: "2-3" }), [
      ["Two", 1],
      ["Three", 2],
    ]);
  });

  it("says so when the document has none of the pages", async () => {
    const failure = await failureFor(converter(), deck, { options: { pages: "9-" } });
    assert.equal(failure.code, "pages_out_of_range");
  });

  it("tags the PDF for screen readers when asked to", async () => {
    const bytes = createWordDocument({ paragraphs: [{ text: "Heading", heading: true }, { text: "Body" }] });
    for (const tagged of [true, false]) {
      const facts = await pdfOf(converter(), { bytes, format: "docx" }, { options: { tagged } });
      assert.equal(facts.isTagged, tagged);
    }
  });

  it("scales pictures down to 300 or 150 DPI when asked to, and never by itself", async () => {
    // 1,600 pixels on 4 inches are 400 DPI.
    const picture = createPicture({ width: 1_600, height: 1_200 });
    const document: Document = { bytes: createPresentation({ slides: [{ picture }] }), format: "pptx" };
    for (const [images, width] of [
      [undefined, 1_600],
      ["original", 1_600],
      ["print", 1_200],
      ["screen", 600],
    ] as const) {
      const facts = await pdfOf(converter(), document, { options: images === undefined ? {} : { images } });
      assert.deepEqual(facts.pictureWidths, [width], images);
    }
  });

  it("puts a JPEG picture into the PDF byte for byte", async () => {
    const slide = createPresentation({ slides: [{ picture: createPicture({ width: 300, height: 200 }) }] });
    const picture = Buffer.from(await saveWithOffice(slide, { from: "pptx", to: "jpg" }));
    const bytes = createPresentation({ slides: [{ picture }] });
    await convertIn(converter(), { bytes, format: "pptx" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const pdf = await readFile(outcome.conversion.path);
      assert.ok(pdf.includes(picture), "it was left out, or compressed anew");
    });
  });

  it("shows comments of slides, texts and sheets when asked to, and leaves them out otherwise", async () => {
    const comment = "Please check";
    const documents: Document[] = [
      { bytes: createPresentation({ slides: [{ title: "Slide", comment }] }), format: "pptx" },
      { bytes: createWordDocument({ paragraphs: [{ text: "Text", comment }] }), format: "docx" },
      { bytes: createWorkbook({ rows: [["Cell", 1]], comment }), format: "xlsx" },
    ];
    for (const document of documents) {
      const shown = await pdfOf(converter(), document, { options: { comments: true } });
      assert.deepEqual(shown.pages[0]?.comments, [comment], document.format);
      const [page] = (await pdfOf(converter(), document)).pages;
      assert.deepEqual(page?.comments, [], document.format);
      assert.doesNotMatch(page?.text ?? "", /Please check/);
    }
  });

  it("leaves speaker notes out", async () => {
    const bytes = createPresentation({ slides: [{ title: "Slide", notes: "Tell the story" }] });
    const facts = await pdfOf(converter(), { bytes, format: "pptx" }, { options: { comments: true } });
    assert.doesNotMatch(JSON.stringify(facts), /Tell the story/);
  });

  it("includes hidden slides when asked to, and leaves them out otherwise", async () => {
    const slides = [{ title: "Shown" }, { title: "Secret", hidden: true }];
    const document: Document = { bytes: createPresentation({ slides }), format: "pptx" };
    assert.equal((await pdfOf(converter(), document)).pages.length, 1);
    const facts = await pdfOf(converter(), document, { options: { hiddenSlides: true } });
    assert.match(facts.pages[1]?.text ?? "", /Secret/);
  });

  it("takes the paper of documents that name none from the locale", async () => {
    const document: Document = { bytes: createOpenDocument({ kind: "odt", texts: ["Text"] }), format: "odt" };
    for (const [locale, width, height] of [
      [undefined, 595, 842],
      ["de-DE", 595, 842],
      ["en-US", 612, 792],
    ] as const) {
      const facts = await pdfOf(converter(), document, { options: locale === undefined ? {} : { locale } });
      assert.deepEqual([facts.pages[0]?.widthPoints, facts.pages[0]?.heightPoints], [width, height], locale);
    }
  });
}
