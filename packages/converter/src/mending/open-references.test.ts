import assert from "node:assert/strict";
import { it } from "node:test";
import { ReferenceTargets } from "./open-references.ts";

it("leaves of references of OpenDocument that lead nowhere what they show", () => {
  const targets = new ReferenceTargets();
  targets.add('<text:bookmark text:name="a"/><text:note text:id="ftn1"/><text:sequence text:ref-name="t1"/>');
  const ref = (kind: string, name: string) =>
    `<text:${kind}-ref text:ref-name="${name}">4</text:${kind}-ref>`;
  const saved = (xml: string) => targets.withSavedReferences(xml);
  for (const [kind, name] of [
    ["bookmark", "a"],
    ["note", "ftn1"],
    ["sequence", "t1"],
  ] as const) {
    assert.equal(saved(ref(kind, name)), undefined);
    assert.equal(saved(`<a>${ref(kind, "gone")}</a>`), "<a>4</a>");
  }
  // A bookmark is no mark of a reference, though both are called the same.
  assert.equal(saved(ref("reference", "a")), "4");
  assert.equal(saved('<text:bookmark-ref text:ref-name="gone"/>'), "");
  assert.equal(saved('<text:bookmark-ref text:ref-name="gone">'), undefined);
});
