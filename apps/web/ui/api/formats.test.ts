import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalOf } from "./formats.ts";

const formats = { maxUploadBytes: 100, keepMs: 1, accept: [".pptx", ".odp"], sources: [] };

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
