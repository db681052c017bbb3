import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contentDisposition } from "@platen/outbound";
import { filenameOf } from "./content-disposition.ts";

describe("contentDisposition", () => {
  it("offers a plain name as it is", () => {
    assert.equal(contentDisposition("deck 1.pdf"), 'attachment; filename="deck 1.pdf"');
  });

  it("offers any other name twice: for everyone, and as it is", () => {
    assert.equal(
      contentDisposition("señal.pdf"),
      "attachment; filename=\"senal.pdf\"; filename*=UTF-8''se%C3%B1al.pdf",
    );
    assert.equal(
      contentDisposition("日本 (1).pdf"),
      "attachment; filename=\"__ (1).pdf\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%20%281%29.pdf",
    );
  });

  it("lets no name break out of the header", () => {
    assert.equal(contentDisposition('a"; x="\\.pdf'), 'attachment; filename="a\\"; x=\\"\\\\.pdf"');
    const header = contentDisposition("a\r\nset-cookie: x\u0000\ud800%41.pdf");
    assert.match(header, /^[\x20-\x7e]*$/);
    assert.match(header, /filename="a__set-cookie: x__ ?_41\.pdf"|filename="a__set-cookie: x___41\.pdf"/);
  });
});

describe("filenameOf", () => {
  it("reads what contentDisposition writes", () => {
    for (const name of ["deck.pptx", "señal 'a' (1).pptx", 'a"b\\c.pptx', "日本.pptx", "100%.pptx"])
      assert.equal(filenameOf(contentDisposition(name)), name);
  });

  it("reads a name without quotes, and finds none where there is none", () => {
    assert.equal(filenameOf("attachment; filename=deck.pptx; size=3"), "deck.pptx");
    assert.equal(filenameOf("inline"), undefined);
    assert.equal(filenameOf("attachment; filename*=UTF-8''%FF"), undefined);
    assert.equal(filenameOf(undefined), undefined);
  });
});
