import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importFilterOf } from "./import-filter.ts";
import { loadOptions } from "./load-options.ts";

describe("the load options", () => {
  it("always name a locale", () => {
    assert.equal(loadOptions({}), "Language=en-GB");
    assert.equal(loadOptions({ locale: "en-US" }), "Language=en-US");
  });

  it("name separator, quotation mark and UTF-8 for CSV, so that no dialog opens", () => {
    assert.match(loadOptions({}, importFilterOf("csv")), /^Language=en-GB,44,34,76,1,/);
    assert.match(loadOptions({}, importFilterOf("csv", ";")), /^Language=en-GB,59,34,76,1,/);
  });

  it("forbid computing the formulas of a CSV file", () => {
    assert.match(loadOptions({}, importFilterOf("csv")), /,false$/);
  });

  it("leave documents that name their kind to LibreOffice", () => {
    assert.equal(importFilterOf("pptx"), undefined);
  });
});
