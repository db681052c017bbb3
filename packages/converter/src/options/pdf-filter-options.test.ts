import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsSchema } from "@platen/core";
import { pdfFilterOptions } from "./pdf-filter-options.ts";

function valueFor(name: string, options = {}): string | undefined {
  return pdfFilterOptions(options, "presentation")[name]?.value;
}

describe("pdfFilterOptions", () => {
  it("gives every option that a person can change even when nothing is asked for", () => {
    const asked = {
      pages: "1",
      watermarkText: "word",
      tiledWatermarkText: "word",
    } as const;
    const names = Object.keys(pdfFilterOptions({}, "presentation"));
    const absent = Object.keys(pdfFilterOptions(asked, "presentation")).filter(
      (name) => !names.includes(name),
    );
    assert.ok(absent.every((name) => name === "PageRange" || name.includes("Watermark")));
    assert.ok(names.length > 40);
  });

  it("leaves comments, hidden slides and notes out by default", () => {
    for (const name of ["ExportNotes", "ExportNotesPages", "ExportNotesInMargin", "ExportHiddenSlides"]) {
      assert.equal(valueFor(name), "false", name);
    }
  });

  it("scales no picture by default", () => {
    assert.equal(valueFor("ReduceImageResolution"), "false");
    assert.equal(valueFor("Quality"), "90");
    assert.equal(valueFor("UseLosslessCompression"), "false");
  });

  it("scales pictures down to 300 DPI for print and 150 for screens", () => {
    for (const [images, dotsPerInch] of [
      ["print", "300"],
      ["screen", "150"],
    ]) {
      assert.equal(valueFor("ReduceImageResolution", { images }), "true");
      assert.equal(valueFor("MaxImageResolution", { images }), dotsPerInch);
    }
  });

  it("knows a version for every level of PDF/A that can be asked for", () => {
    const versions = optionsSchema.properties.pdfa.enum.map((pdfa) => valueFor("SelectPdfVersion", { pdfa }));
    assert.deepEqual(versions, ["1", "2", "3", "2"]);
  });

  it("names no page range when all pages are wanted", () => {
    assert.equal(valueFor("PageRange"), undefined);
    assert.equal(valueFor("PageRange", { pages: "1-3,5" }), "1-3,5");
  });
});
