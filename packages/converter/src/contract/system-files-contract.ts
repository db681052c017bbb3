import assert from "node:assert/strict";
import { it } from "node:test";
import type { Converter } from "@platen/core";
import {
  createEquation,
  createHyphenated,
  createNumberedInWords,
  createPrinterText,
} from "@platen/test-documents";
import { pdfOf, textOf } from "./converting.ts";

/** What LibreOffice needs beside its core: parts that come in packages of their own, and data outside its folder. */
export function testSystemFiles(converter: () => Converter): void {
  const textOfWord = async (bytes: Uint8Array) =>
    textOf(await pdfOf(converter(), { bytes, format: "docx" })).replace(/\s+/g, " ");

  it("shows the equations of a text", async () => {
    assert.match(await textOfWord(createEquation("E", "mc")), /before E ?= ?mc after/);
  });

  it("numbers in words, as the document asks", async () => {
    const ordinals = await textOfWord(createNumberedInWords("ordinalText", "%1:", ["alpha", "beta"]));
    assert.match(ordinals, /First: ?alpha Second: ?beta/);
    const cardinals = await textOfWord(
      createNumberedInWords("cardinalText", "Article %1", ["alpha", "beta"]),
    );
    assert.match(cardinals, /Article One ?alpha Article Two ?beta/);
  });

  it("hyphenates words by the patterns of their language", async () => {
    const english = await textOfWord(createHyphenated("Internationalization ".repeat(12), "en-US"));
    assert.match(english, /(Inter- nationalization|Interna- tionalization|International- ization)/);
    const french = await textOfWord(createHyphenated("Anticonstitutionnellement ".repeat(12), "fr-FR"));
    assert.match(
      french,
      /(Anti- constitutionnellement|Anticonsti- tutionnellement|Anticonstitu- tionnellement)/,
    );
  });

  // From 25.2 on, only the distance of the lines differs in this text; in 7.4 they also break elsewhere.
  it("sets the lines of a text as on a printer where the text asks for that", async () => {
    const linesOf = async (usesPrinter: boolean) => {
      const { pages } = await pdfOf(converter(), { bytes: createPrinterText(usesPrinter), format: "docx" });
      return pages.map(({ text, baselines }) => ({ text, baselines }));
    };
    assert.notDeepEqual(await linesOf(true), await linesOf(false));
  });
}
