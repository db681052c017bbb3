import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { entryName } from "./entry-name.ts";
import { UniqueNames } from "./unique-names.ts";

describe("UniqueNames", () => {
  it("gives every file a name of its own, whatever the names are", () => {
    const names = new UniqueNames();
    const wanted = ["a.pdf", "A.pdf", "a (2).pdf", "a.pdf", "", "..", "x/y\\z.pdf", "noext", "noext"];
    assert.deepEqual(
      wanted.map((name) => names.take(entryName(name))),
      ["a.pdf", "A (2).pdf", "a (2) (2).pdf", "a (3).pdf", "_", "_ (2)", "x_y_z.pdf", "noext", "noext (2)"],
    );
  });

  it("is linear in how many have the same name", () => {
    const names = new UniqueNames();
    const start = performance.now();
    for (let file = 0; file < 20_000; file += 1) names.take("report.pdf");
    assert.equal(names.take("report.pdf"), "report (20001).pdf");
    assert.ok(performance.now() - start < 5_000);
  });
});
