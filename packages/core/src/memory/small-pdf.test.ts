import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { smallPdf } from "./small-pdf.ts";

describe("smallPdf", () => {
  it("points to each of its objects", () => {
    const pdf = smallPdf(3, "of a source").toString("latin1");
    const table = pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1]));
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset));
    assert.equal(offsets.length, 6);
    for (const [index, offset] of offsets.entries()) assert.ok(pdf.startsWith(`${index + 1} 0 obj`, offset));
  });

  it("is the same of the same, and lets no note break out of its string", () => {
    assert.ok(smallPdf(1, "a").equals(smallPdf(1, "a")));
    assert.match(smallPdf(1, ") /OpenAction (").toString("latin1"), /\(_ _OpenAction _\)/);
  });
});
