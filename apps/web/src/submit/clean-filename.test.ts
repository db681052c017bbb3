import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cleanFilename } from "./clean-filename.ts";

describe("cleanFilename", () => {
  it("leaves good names alone, in any script", () => {
    for (const name of ["deck.pptx", "señal (1).odp", "プレゼン.pptx", "می‌خواهم.pptx", "👩‍🚀.pptx"])
      assert.equal(cleanFilename(name), name);
  });

  it("gives the composed form", () => {
    assert.equal(cleanFilename("sen\u0303al.pptx"), "se\u00f1al.pptx");
  });

  it("drops folders of either kind", () => {
    assert.equal(cleanFilename("../../etc/deck.pptx"), "deck.pptx");
    assert.equal(cleanFilename("C:\\Users\\me\\deck.pptx"), "deck.pptx");
    assert.equal(cleanFilename(".."), "");
    assert.equal(cleanFilename("a/"), "");
  });

  it("drops what controls a terminal or turns the reading direction", () => {
    assert.equal(cleanFilename("a\u0000b\u001b[31m\r\nc.pptx"), "ab[31mc.pptx");
    assert.equal(cleanFilename("deck\u202exslx.\u2066pptx\u2069\ufeff"), "deckxslx.pptx");
    assert.equal(cleanFilename("a\u2028b.pptx"), "ab.pptx");
    assert.equal(cleanFilename("a\ud800b.pptx"), "a\ufffdb.pptx");
  });

  it("tidies blanks and names what is only an extension", () => {
    assert.equal(cleanFilename("  my \t deck .pptx "), "my deck .pptx");
    assert.equal(cleanFilename(".pptx"), "document.pptx");
  });

  it("keeps the extension of a name that is too long, and cuts no character in two", () => {
    const cleaned = cleanFilename(`${"é👩".repeat(100)}.pptx`);
    assert.ok(Buffer.byteLength(cleaned) <= 255 && Buffer.byteLength(cleaned) > 245);
    assert.match(cleaned, /^(é👩)+é?\.pptx$/u);
    assert.equal(Buffer.byteLength(cleanFilename("x".repeat(5_000))), 255);
    assert.match(cleanFilename(`${"x".repeat(5_000)}.pptx`), /^x+\.pptx$/);
    assert.equal(cleanFilename(`.${"x".repeat(300)}`), `document.${"x".repeat(246)}`);
  });
});
