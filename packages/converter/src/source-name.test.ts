import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sourceNameOf, stemOf } from "./source-name.ts";

describe("sourceNameOf", () => {
  it("is the uploaded name, in whatever script and with whatever signs", () => {
    for (const name of ["Handbuch für Prüfer.docx", "報告 #1 100% [a]?.docx", "a.b.docx", "Report.DOCX"])
      assert.equal(sourceNameOf(name, "docx"), name);
  });

  it("leads to no other folder, hides nothing and obeys no terminal", () => {
    for (const [name, expected] of [
      ["../../etc/passwd.docx", "etcpasswd.docx"],
      [".hidden.docx", "hidden.docx"],
      ["a\u0000b\u001b[1m\nc.docx", "ab[1mc.docx"],
      ["\ud800.docx", "\ufffd.docx"],
    ] as const)
      assert.equal(sourceNameOf(name, "docx"), expected);
  });

  it("has the extension of what the document is", () => {
    assert.equal(sourceNameOf("letter.doc", "rtf"), "letter.rtf");
    assert.equal(sourceNameOf("letter", "rtf"), "letter.rtf");
  });

  it("says nothing where nothing was uploaded under a name", () => {
    for (const name of [undefined, "", "...", "/"])
      assert.equal(sourceNameOf(name, "docx"), "source.docx", name);
  });

  it("leaves room for the name of a lock, without cutting a letter", () => {
    const name = sourceNameOf(`${"報".repeat(85)}.docx`, "docx");
    assert.match(name, /^報+\.docx$/);
    assert.ok(Buffer.byteLength(name) <= 200);
  });
});

describe("stemOf", () => {
  it("is the name without its extension", () => {
    assert.equal(stemOf("sales.2026.csv"), "sales.2026");
    assert.equal(stemOf("sales"), "sales");
    assert.equal(stemOf(undefined), "");
  });
});
