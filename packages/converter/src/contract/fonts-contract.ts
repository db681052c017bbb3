import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import { createEmbeddedFont, createFont } from "@platen/test-documents";
import { convertIn } from "./converting.ts";
import { fontNamesOf } from "./font-names.ts";

const family = "Example House";
const font = createFont(family);

/** Which fonts a PDF is set in. */
export function testFonts(converter: () => Converter): void {
  const fontsOf = (bytes: Uint8Array, format: "docx" | "odt") =>
    convertIn(converter(), { bytes, format }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      const { path, warnings } = outcome.conversion;
      return {
        names: await fontNamesOf(path),
        missing: warnings.filter(({ code }) => code === "font_missing"),
      };
    });

  for (const kind of ["docx", "odt"] as const)
    it(`uses the fonts that a document brings, for that document alone: ${kind}`, async () => {
      const brings = createEmbeddedFont({ kind, family, text: "House", font });
      assert.deepEqual(await fontsOf(brings, kind), { names: ["ExampleHouse"], missing: [] });
      const asks = await fontsOf(createEmbeddedFont({ kind, family, text: "House" }), kind);
      assert.equal(asks.names.length, 1);
      assert.notEqual(asks.names[0], "ExampleHouse");
    });
}
