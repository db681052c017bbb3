import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import { createEmbeddedFont, createFont, createWorkbook } from "@platen/test-documents";
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

  it("sets a font that is not installed in the nearest that is", async () => {
    for (const [asked, used] of [
      ["Calibri Light", "Carlito"],
      ["Segoe UI", "LiberationSans"],
      ["Verdana", "DejaVuSans"],
      ["Arial Narrow", "LiberationSansNarrow"],
      ["Garamond", "EBGaramond"],
      ["Aptos", "LiberationSans"],
      ["Palatino Linotype", "DejaVuSerifCondensed"],
    ] as const) {
      const { names } = await fontsOf(
        createEmbeddedFont({ kind: "docx", family: asked, text: "Text" }),
        "docx",
      );
      assert.equal(names.length, 1, names.join());
      assert.match(names[0] ?? "", new RegExp(`^${used}[-0-9]*(Regular)?$`), asked);
    }
  });

  it("warns of boxes where no font has the letters, and of nothing else", async () => {
    // Kirat Rai came with Unicode 16, and no font that the set-up installs has it.
    const text = "plain \u{16d43}\u{16d44} \u{16d43} \u{f1234}";
    const bytes = createEmbeddedFont({ kind: "docx", family: "Carlito", text });
    const warnings = await convertIn(converter(), { bytes, format: "docx" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      return outcome.conversion.warnings.map(({ code, message, count }) => [
        code,
        count,
        message.split(",")[0],
      ]);
    });
    assert.deepEqual(warnings, [
      ["glyphs_missing", 3, "3 Kirat Rai characters are boxes"],
      ["glyphs_missing", 1, "1 symbol is a box"],
    ]);
  });

  it("gives the same warnings for every locale", async () => {
    const bytes = createWorkbook({ rows: [["Cell", 1]] });
    const warningsOf = (locale: string) =>
      convertIn(converter(), { bytes, format: "xlsx" }, { options: { locale } }, async (outcome) => {
        assert.ok(outcome.ok);
        return outcome.conversion.warnings;
      });
    for (const locale of ["en-GB", "de-DE", "ru-RU", "ja-JP"])
      assert.deepEqual(await warningsOf(locale), [], locale);
  });

  it("asks for no font that a web page does not name", async () => {
    const bytes = Buffer.from("<html><body><h1>Heading</h1><p>Text</p></body></html>");
    await convertIn(converter(), { bytes, format: "html" }, {}, async (outcome) => {
      assert.ok(outcome.ok);
      assert.deepEqual(outcome.conversion.warnings, []);
    });
  });

  it("draws the scripts of the world and emoji in fonts that have their letters", async () => {
    const text = "สวัสดี नमस्ते வணக்கம் ሰላም 😀";
    const { names } = await fontsOf(createEmbeddedFont({ kind: "docx", family: "Carlito", text }), "docx");
    for (const family of [
      "NotoSansThai",
      "NotoSansDevanagari",
      "NotoSansTamil",
      "NotoSansEthiopic",
      "Symbola",
    ])
      assert.ok(
        names.some((name) => name.startsWith(family)),
        `${family} is not among ${names.join(", ")}`,
      );
  });
}
