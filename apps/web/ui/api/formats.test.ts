import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sourceFormats } from "@platen/core";
import { commonTargets, extensionsOfFamily, refusalOf, sourceOf } from "./formats.ts";

const formats = {
  maxUploadBytes: 100,
  keepMs: 1,
  accept: [".pptx", ".odp", ".docx"],
  sources: [
    { extension: "pptx", family: "presentation" as const, to: ["pdf", "png", "odp"] },
    { extension: "docx", family: "text" as const, to: ["pdf", "png", "odt"] },
  ],
  targets: {},
};

describe("refusalOf", () => {
  it("accepts what the server accepts, in upper or lower case", () => {
    assert.equal(refusalOf({ name: "A.B.PPTX", size: 100 }, formats), undefined);
  });

  it("refuses other types, empty files and files that are too large", () => {
    assert.equal(refusalOf({ name: "photo.heic", size: 1 }, formats), "not_accepted");
    assert.equal(refusalOf({ name: "pptx", size: 1 }, formats), "not_accepted");
    assert.equal(refusalOf({ name: "a.odp", size: 0 }, formats), "source_empty");
    assert.equal(refusalOf({ name: "a.odp", size: 101 }, formats), "upload_too_large");
  });
});

describe("extensionsOfFamily", () => {
  it("names the common ones first, and none that reads like a number before another", () => {
    const sources = Object.entries(sourceFormats).map(([extension, { family }]) => ({
      extension,
      family,
      to: [],
    }));
    const ofSheets = extensionsOfFamily("sheet", { ...formats, sources });
    assert.deepEqual(ofSheets.slice(0, 6), ["xlsx", "xls", "ods", "csv", "xlsm", "numbers"]);
    assert.equal(ofSheets.at(-1), "123");
  });
});

describe("commonTargets", () => {
  it("names what every one of several files can become", () => {
    assert.deepEqual(commonTargets(["a.pptx", "b.PPTX"], formats), ["pdf", "png", "odp"]);
    assert.deepEqual(commonTargets(["a.pptx", "b.docx"], formats), ["pdf", "png"]);
    assert.deepEqual(commonTargets([], formats), []);
  });
});

describe("sourceOf", () => {
  it("goes by the end of the name", () => {
    assert.equal(sourceOf("a.b.DOCX", formats)?.family, "text");
    assert.equal(sourceOf("docx", formats), undefined);
  });
});
