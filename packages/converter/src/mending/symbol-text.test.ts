import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countUnknownSigns, withSlideSymbols, withWordSymbols } from "./symbol-text.ts";

const word = (fonts: string, text: string) =>
  `<w:p><w:r><w:rPr>${fonts}<w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
const slide = (fonts: string, text: string) =>
  `<a:p><a:r><a:rPr>${fonts}</a:rPr><a:t>${text}</a:t></a:r></a:p>`;
const latin = (name: string) => `<a:latin typeface="${name}" charset="2"/>`;
const beside = '<a:sym typeface="Wingdings"/>';

describe("Text in a symbol font", () => {
  it("becomes what the font shows, wherever its letters stand, in the font around it", () => {
    for (const [name, typed, shown] of [
      ["Wingdings", "J \u00fc", "\u263a \u2713"],
      ["wingdings", "&#xF04A;&#61692;", "\u263a\u2713"],
      ["Webdings", "a&amp;", "\u2714\u{1f396}"],
      ["Symbol", "ab\u20ac", "\u03b1\u03b2\ufffd"],
      ["Wingdings 2", "P", "\u{1f5f8}"],
      ["Wingdings 3", "p", "\u25b2"],
    ] as const) {
      assert.equal(
        withWordSymbols(word(`<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`, typed)),
        word("", shown),
      );
      assert.equal(withSlideSymbols(slide(latin(name), typed)), slide("", shown));
    }
    assert.equal(countUnknownSigns("a\ufffd", "\ufffd\ufffd"), 1);
  });

  it("stays what it is in other fonts, and where letters are none of such a font", () => {
    const fonts = '<w:rFonts w:ascii="Wingdings"/>';
    for (const xml of [
      word('<w:rFonts w:ascii="Arial"/>', "J"),
      word(fonts, "\u4e2d J"),
      `<w:p><w:pPr><w:rPr>${fonts}</w:rPr></w:pPr><w:r><w:t>J</w:t></w:r></w:p>`,
      word(`<w:rPrChange><w:rPr>${fonts}</w:rPr></w:rPrChange>`, "J"),
      `${word(fonts, "")}<w:r><w:t>J</w:t></w:r>`,
    ])
      assert.equal(withWordSymbols(xml), undefined, xml);
    for (const xml of [
      slide(latin("Arial"), "J"),
      `<a:p><a:pPr><a:buFont typeface="Wingdings"/></a:pPr><a:r><a:t>J</a:t></a:r></a:p>`,
    ])
      assert.equal(withSlideSymbols(xml), undefined, xml);
  });

  it("is named by its place where LibreOffice has no drawing of it", () => {
    const sign = (font: string, place: string) => `<w:r><w:sym w:font="${font}" w:char="${place}"/></w:r>`;
    assert.equal(withWordSymbols(sign("Webdings", "F061")), "<w:r><w:t>\u2714</w:t></w:r>");
    assert.equal(withWordSymbols(sign("Wingdings", "F024")), "<w:r><w:t>\u{1f453}</w:t></w:r>");
    for (const drawn of [
      sign("Wingdings", "F0FC"),
      sign("Symbol", "F061"),
      sign("Arial", "0041"),
      sign("Webdings", ""),
    ])
      assert.equal(withWordSymbols(drawn), undefined);
  });

  it("is what PowerPoint put for arrows and faces that were typed, but no other letter of a run beside it", () => {
    assert.equal(withSlideSymbols(slide(beside, "\u00e0")), slide("", "\u{1f86a}"));
    assert.equal(withSlideSymbols(slide(beside, "J")), slide("", "\u263a"));
    assert.equal(withSlideSymbols(slide(beside, "&#xF0E0; so")), slide("", "\u{1f86a} so"));
    for (const text of ["\u00e0 la carte", "Jam", "\u00e9"])
      assert.equal(withSlideSymbols(slide(beside, text)), undefined);
  });
});
