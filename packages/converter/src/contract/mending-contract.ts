import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import { createHiddenSheets } from "@platen/test-documents";
import { convertIn } from "./converting.ts";
import { readPdf } from "./read-pdf.ts";

/** What LibreOffice by itself gets wrong. */
export function testMending(converter: () => Converter): void {
  it("leaves hidden sheets out, with or without a print area, and says so", async () => {
    for (const printAreas of [true, false]) {
      const bytes = createHiddenSheets(
        [{ text: "PUBLIC" }, { text: "SECRET", state: "hidden" }, { text: "SECRET", state: "veryHidden" }],
        printAreas,
      );
      await convertIn(converter(), { bytes, format: "xlsx" }, {}, async (outcome) => {
        assert.ok(outcome.ok);
        const { pages } = await readPdf(outcome.conversion.path);
        assert.equal(pages.length, 1);
        assert.match(pages[0]?.text ?? "", /PUBLIC/);
        const [warning] = outcome.conversion.warnings.filter(({ code }) => code === "sheets_hidden");
        assert.match(warning?.message ?? "", /^2 sheets are hidden/);
      });
    }
  });
}
