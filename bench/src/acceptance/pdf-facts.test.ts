import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fontNames, wordsOfPages } from "./pdf-facts.ts";

describe("wordsOfPages", () => {
  it("gives the words of each page, and an empty page for one without text", () => {
    assert.deepEqual(wordsOfPages("one  two\nthree\f\ffour\f"), [["one", "two", "three"], [], ["four"]]);
  });

  it("takes a ligature, a hard space and a mark of direction for what people read", () => {
    assert.deepEqual(wordsOfPages("ﬁve\u00a0men \u202a\u202c\u200f$\f"), [["five", "men", "$"]]);
  });
});

describe("fontNames", () => {
  it("reads the first column, without the mark of a part of a font", () => {
    const table = [
      "name                                 type              encoding         emb sub uni object ID",
      "------------------------------------ ----------------- ---------------- --- --- --- ---------",
      "BAAAAA+LiberationSerif               TrueType          WinAnsi          yes yes yes      9  0",
      "Noto Sans                            CID TrueType      Identity-H       yes yes yes     12  0",
      "",
    ].join("\n");
    assert.deepEqual([...fontNames(table)], ["LiberationSerif", "Noto Sans"]);
  });
});
