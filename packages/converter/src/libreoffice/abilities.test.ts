import assert from "node:assert/strict";
import { it } from "node:test";
import { mergesParts, opensOnePart } from "./abilities.ts";

it("knows which versions open packages of which one part is encrypted", () => {
  for (const version of ["24.8.0.3", "25.2.3.2", "26.8", "unknown"])
    assert.equal(opensOnePart({ version }), true, version);
  for (const version of ["7.4.7.2", "24.2.7.2", "6.4"])
    assert.equal(opensOnePart({ version }), false, version);
});

it("knows which versions show parts of a text in another format", () => {
  for (const version of ["26.8.2.2", "27.2", "unknown"])
    assert.equal(mergesParts({ version }), true, version);
  for (const version of ["7.4.7.2", "25.2.3.2"]) assert.equal(mergesParts({ version }), false, version);
});
