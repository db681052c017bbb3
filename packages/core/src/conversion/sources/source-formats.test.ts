import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sourceFormatOf } from "./source-formats.ts";

describe("sourceFormatOf", () => {
  it("goes by the last extension, in any case", () => {
    assert.equal(sourceFormatOf("Deck.final.PPTX"), "pptx");
    assert.equal(sourceFormatOf("señal.odp"), "odp");
  });

  it("knows no format of a name without one, or with one that is only the name of a property", () => {
    for (const name of ["deck", "deck.", "", ".pptx/x", "deck.exe", "deck.constructor", "deck.toString"])
      assert.equal(sourceFormatOf(name), undefined, name);
  });
});
