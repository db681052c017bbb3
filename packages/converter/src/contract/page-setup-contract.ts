import assert from "node:assert/strict";
import { it } from "node:test";
import type { ConversionOptions, Converter } from "@platen/core";
import { createOpenDocument, createPresentation, createWorkbook } from "@platen/test-documents";
import { type Document, pdfOf } from "./converting.ts";

const text: Document = { bytes: createOpenDocument({ kind: "odt", texts: ["Text"] }), format: "odt" };
const sheet: Document = { bytes: createWorkbook({ rows: [["Cell", 1]] }), format: "xlsx" };
const slides: Document = { bytes: createPresentation({ slides: 1 }), format: "pptx" };

/** Paper, margins and direction of the pages are what was asked for. */
export function testPageSetup(converter: () => Converter): void {
  const sizeOf = async (document: Document, options: ConversionOptions) => {
    const [page] = (await pdfOf(converter(), document, { options })).pages;
    return [page?.widthPoints, page?.heightPoints];
  };

  it("gives texts and sheets the paper that was asked for, by name or size, upright or lying", async () => {
    for (const [options, size] of [
      [{ paper: "A3" }, [842, 1_191]],
      [{ paper: "Letter", landscape: true }, [792, 612]],
      [{ landscape: true }, [842, 595]],
      [{ paper: "300x100.5" }, [850, 285]],
    ] as const) {
      assert.deepEqual(await sizeOf(text, options), size, JSON.stringify(options));
      assert.deepEqual(await sizeOf(sheet, options), size, JSON.stringify(options));
    }
  });

  it("leaves slides as large as they are", async () => {
    assert.deepEqual(await sizeOf(slides, { paper: "A3", landscape: true }), await sizeOf(slides, {}));
  });

  it("gives texts and sheets the margins that were asked for", async () => {
    for (const document of [text, sheet]) {
      const facts = await pdfOf(converter(), document, { options: { margins: "50,10,10,100" } });
      const [first] = facts.pages[0]?.places ?? [];
      // 100 mm are 283 points, and a line stands below its margin of 50 mm, 142 points, by its own height.
      assert.ok(Math.abs((first?.left ?? 0) - 283) < 3, `${document.format} ${first?.left}`);
      const top = 842 - (first?.baseline ?? 0);
      assert.ok(top > 142 && top < 165, `${document.format} ${top}`);
    }
  });
}
