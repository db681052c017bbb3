import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importFilterOf } from "./import-filter.ts";
import { loadOptions } from "./load-options.ts";

describe("the load options", () => {
  it("always name a locale", () => {
    assert.equal(loadOptions({}), "Language=en-GB");
    assert.equal(loadOptions({ locale: "en-US" }), "Language=en-US");
  });

  it("name the filter's options for plain text, so that no dialog opens", () => {
    assert.equal(loadOptions({}, importFilterOf({ format: "txt" })), "Language=en-GB,UTF8,LF,,,");
  });

  it("leave documents that name their kind to LibreOffice", () => {
    assert.equal(importFilterOf({ format: "pptx" }), undefined);
  });
});
