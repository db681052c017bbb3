import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type AcceptanceRow, acceptedPercent, categoryOf } from "./acceptance-row.ts";

const row = (soffice: AcceptanceRow["soffice"], platen: AcceptanceRow["platen"]) =>
  ({ file: "x", key: "x", soffice, platen }) as const;

describe("the category of a document", () => {
  it("is protected only where soffice does not open it either", () => {
    assert.equal(categoryOf(row("refused", "source_encrypted")), "protected");
    assert.equal(categoryOf(row("converted", "source_encrypted")), "only soffice");
  });

  it("is that of the limits whatever soffice does", () => {
    assert.equal(categoryOf(row("converted", "resource_limit")), "limits");
    assert.equal(categoryOf(row("late", "conversion_timeout")), "limits");
  });

  it("is neither where both refuse it, and only Platen where soffice crashes", () => {
    assert.equal(categoryOf(row("refused", "source_corrupt")), "neither");
    assert.equal(categoryOf(row("crashed", "converted")), "only Platen");
  });
});

describe("the share of accepted documents", () => {
  it("is of those that soffice converts and that are within the limits", () => {
    const rows = [
      ...[row("converted", "converted"), row("converted", "converted"), row("converted", "converted")],
      ...[row("converted", "unsupported_format"), row("converted", "resource_limit")],
      ...[row("refused", "source_encrypted"), row("refused", "converted")],
    ];
    assert.equal(acceptedPercent(rows), 75);
  });

  it("is all of none", () => {
    assert.equal(acceptedPercent([row("refused", "source_corrupt")]), 100);
  });
});
