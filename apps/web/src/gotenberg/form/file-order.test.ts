import assert from "node:assert/strict";
import { it } from "node:test";
import { byNumberThenName } from "./file-order.ts";

it("sorts files by the number at the beginning or end of their names, and then by name", () => {
  const sorted = (...names: string[]) => names.sort(byNumberThenName);
  assert.deepEqual(sorted("10_b.docx", "9_c.docx", "1_a.docx"), ["1_a.docx", "9_c.docx", "10_b.docx"]);
  assert.deepEqual(sorted("page_10.docx", "page_2.docx", "page_1.docx"), [
    ...["page_1.docx", "page_2.docx", "page_10.docx"],
  ]);
  assert.deepEqual(sorted("b.docx", "a.docx", "x1.docx"), ["x1.docx", "a.docx", "b.docx"]);
  assert.deepEqual(sorted("b1.docx", "a2.docx"), ["a2.docx", "b1.docx"]);
  assert.deepEqual(sorted("file10", "file9", "007"), ["007", "file9", "file10"]);
  const long = "9".repeat(200);
  assert.deepEqual(sorted(`${long}0.docx`, `${long}.docx`), [`${long}.docx`, `${long}0.docx`]);
});
