import assert from "node:assert/strict";
import { it } from "node:test";
import { withFixedLabels } from "./unwrapped-labels.ts";

const body = (attributes: string, fit: string) => `<a:bodyPr ${attributes}>${fit}</a:bodyPr><a:p/>`;

it("lets no shape grow whose text does not wrap, and leaves all others", () => {
  assert.equal(withFixedLabels(body('wrap="none"', "<a:spAutoFit/>")), body('wrap="none"', ""));
  for (const attributes of ['wrap="square"', "", 'wrap="none" vert="vert270"'])
    assert.equal(withFixedLabels(body(attributes, "<a:spAutoFit/>")), undefined, attributes);
  assert.equal(withFixedLabels(body('wrap="none"', "<a:normAutofit/>")), undefined);
});
