import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stepsText } from "./step.ts";
import { stepsFor } from "./steps-for.ts";

const facts = { isEncrypted: false, warnings: [] };

describe("stepsFor", () => {
  it("asks nothing of LibreOffice for a document of which nothing is asked", () => {
    for (const format of ["pptx", "docx", "xlsx", "csv"] as const)
      assert.deepEqual(stepsFor({}, { ...facts, format }), []);
  });

  it("passes over what does not concern the document", () => {
    const options = { changes: "accepted", paper: "A3", fitWidth: true } as const;
    assert.deepEqual(stepsFor(options, { ...facts, format: "pptx" }), []);
    const names = stepsFor(options, { ...facts, format: "docx" }).map(([name]) => name);
    assert.deepEqual(names, ["acceptChanges", "paper"]);
  });

  it("does what the document needs, unless it was asked not to", () => {
    const text = { ...facts, format: "docx" } as const;
    const empty = { ...text, needs: { indexes: "empty" } } as const;
    assert.deepEqual(stepsFor({}, empty), [["updateIndexes", "empty"]]);
    assert.deepEqual(stepsFor({ updateIndexes: false }, empty), []);
    const all = [["updateFields"], ["updateIndexes", "all"]];
    assert.deepEqual(stepsFor({}, { ...text, needs: { indexes: "all" } }), all);
    assert.deepEqual(stepsFor({ updateIndexes: true }, text), all);
    const sheet = { ...facts, format: "xlsx", needs: { calculation: true, rowHeights: true } } as const;
    assert.deepEqual(stepsFor({}, sheet), [["calculate"], ["rowHeights"]]);
  });

  it("gives lengths in hundredths of a millimetre, and margins for every side", () => {
    const asked = (margins: string) => stepsFor({ margins }, { ...facts, format: "odt" });
    assert.deepEqual(asked("20"), [["margins", 2_000, 2_000, 2_000, 2_000]]);
    assert.deepEqual(asked("20,15"), [["margins", 2_000, 1_500, 2_000, 1_500]]);
    assert.deepEqual(asked("1,2,3,4.5"), [["margins", 100, 200, 300, 450]]);
    assert.deepEqual(stepsFor({ paper: "100x150.5" }, { ...facts, format: "odt" }), [
      ["paper", 10_000, 15_050, "asGiven"],
    ]);
  });
});

describe("stepsText", () => {
  it("puts each step on a line", () => {
    assert.equal(stepsText([["a"], ["b", 1, "c"]]), "a\nb 1 c\n");
  });

  it("refuses what could be more than a value", () => {
    for (const value of ["a b", "a\nb", "", 'x"', -1]) assert.throws(() => stepsText([["a", value]]));
  });
});
