import assert from "node:assert/strict";
import { it } from "node:test";
import { isMistaken } from "./mistaken-kind.ts";

it("takes a drawing that LibreOffice opened as a text for no drawing, and nothing else for a mistake", () => {
  assert.equal(isMistaken({ format: "cdr" }, { kind: "text" }), true);
  assert.equal(isMistaken({ format: "slk" }, { kind: "text" }), true);
  assert.equal(isMistaken({ format: "cdr" }, { kind: "drawing" }), false);
  assert.equal(isMistaken({ format: "cgm" }, { kind: "presentation" }), false);
  assert.equal(isMistaken({ format: "wpd" }, { kind: "text" }), false);
  assert.equal(isMistaken({ format: "cwk" }, { kind: "sheet" }), false);
  assert.equal(isMistaken({ format: "docx" }, { kind: "sheet" }), false);
});
