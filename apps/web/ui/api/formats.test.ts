import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commonTargets, refusalOf, sourceOf } from "./formats.ts";

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
