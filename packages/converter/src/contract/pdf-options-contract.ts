import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createForm, createPicture, createPresentation, createWordDocument } from "@platen/test-documents";
import { convertIn, type Document, pdfOf, textOf } from "./converting.ts";

const notes = "Tell the story";
const deck: Document = {
  bytes: createPresentation({ slides: [{ title: "One", notes }, { title: "Two" }] }),
  format: "pptx",
};
const chapters = ["One", "Two"].map((text) => ({ text, heading: true, newPage: true }));
const text: Document = { bytes: createWordDocument({ paragraphs: chapters }), format: "docx" };
const picture: Document = {
  bytes: createPresentation({ slides: [{ picture: createPicture({ width: 800, height: 600 }) }] }),
  format: "pptx",
};

/** What is asked of the PDF itself. */
export function testPdfOptions(converter: () => Converter): void {
  const factsWith = (document: Document, options: ConversionOptions) =>
    pdfOf(converter(), document, { options });
  const bytesWith = (document: Document, options: ConversionOptions) =>
    convertIn(converter(), document, { options }, async (outcome) => {
      assert.ok(outcome.ok);
      return (await stat(outcome.conversion.path)).size;
    });

  it("opens as was asked for", async () => {
    const { opening } = await factsWith(text, {
      initialView: "outline",
      initialPage: 2,
      magnification: "zoom",
      zoom: 150,
      pageLayout: "facing",
      hideViewerMenubar: true,
      hideViewerToolbar: true,
      centerWindow: true,
      displayDocumentTitle: false,
    });
    assert.deepEqual(
      [opening.mode, opening.layout, opening.page, opening.fit],
      ["UseOutlines", "TwoColumnRight", 2, ["XYZ", null, null, 1.5]],
    );
    assert.deepEqual(opening.preferences.toSorted(), ["CenterWindow", "HideMenubar", "HideToolbar"]);
    assert.equal((await factsWith(text, {})).opening.mode, "UseNone");
  });

  it("has an outline, unless it is not wanted", async () => {
    assert.equal((await factsWith(text, {})).outline.length, 2);
    assert.deepEqual((await factsWith(text, { bookmarks: false })).outline, []);
  });

  it("shows the notes of slides after them, alone, or not at all", async () => {
    assert.equal((await factsWith(deck, {})).pages.length, 2);
    const both = await factsWith(deck, { notesPages: "with" });
    assert.equal(both.pages.length, 4);
    assert.match(both.pages[2]?.text ?? "", new RegExp(notes));
    const only = await factsWith(deck, { notesPages: "only" });
    assert.equal(only.pages.length, 2);
    assert.match(only.pages[0]?.text ?? "", new RegExp(notes));
  });

  it("draws the fields of a form as they look, or lets them be filled", async () => {
    const form: Document = { bytes: createForm("Ada"), format: "odt" };
    const drawn = await factsWith(form, {});
    assert.match(textOf(drawn), /Ada/);
    assert.deepEqual(drawn.pages[0]?.fields, []);
    assert.deepEqual((await factsWith(form, { formFields: true })).pages[0]?.fields, ["Ada"]);
  });

  it("writes a word over each page, of any letters", async () => {
    const word = "Streng geheim: 100 % “ñ”";
    const facts = await factsWith(deck, { watermarkText: word });
    for (const page of facts.pages) assert.ok(page.text.includes(word), page.text);
  });

  it("keeps pictures as fine as was asked for", async () => {
    // 800 pixels on 4 inches are 200 DPI.
    assert.deepEqual((await factsWith(picture, { dpi: 100 })).pictureWidths, [400]);
    assert.deepEqual((await factsWith(picture, { dpi: 100, images: "print" })).pictureWidths, [400]);
    const fine = await bytesWith(picture, { quality: 95 });
    assert.ok((await bytesWith(picture, { quality: 10 })) < 0.8 * fine);
    assert.ok((await bytesWith(picture, { losslessImageCompression: true })) !== fine);
  });
}
