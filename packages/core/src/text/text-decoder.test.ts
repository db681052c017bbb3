import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textDecoder } from "./text-decoder.ts";

describe("textDecoder", () => {
  it("knows the labels of the Encoding Standard, and what it leaves out", () => {
    for (const [label, hex, text] of [
      ["windows-1251", "cff0e8e2e5f2", "Привет"],
      ["ibm850", "4772819ee1", "Grü×ß"],
      ["CP437", "818494e1c9bb", "üäößα╔╗".replace("α", "")],
      ["cp852", "9be7d8", "Ťšě"],
      ["UTF-32LE", "41000000fc000000", "Aü"],
      ["utf-32be", "0000feff0001f600", "😀"],
    ] as const)
      assert.equal(textDecoder(label)?.decode(Buffer.from(hex, "hex")), text, label);
    for (const label of ["cp999", "utf-32", "no such", ""])
      assert.equal(textDecoder(label), undefined, label);
  });

  it("decodes letters that lie between two pieces", () => {
    const text = "Grüße, 日本 😀";
    const bytes = Buffer.alloc([...text].length * 4);
    for (const [index, letter] of [...text].entries())
      bytes.writeUInt32LE(letter.codePointAt(0) ?? 0, index * 4);
    for (const size of [1, 3, 5, 1_000]) {
      const decoder = textDecoder("utf-32le");
      let decoded = "";
      for (let at = 0; at < bytes.length; at += size)
        decoded += decoder?.decode(bytes.subarray(at, at + size), { stream: true });
      assert.equal(decoded + decoder?.decode(), text);
    }
  });

  it("shows what is no letter as such", () => {
    assert.equal(
      textDecoder("utf-32le")?.decode(Buffer.from("00d80000ffffffff41", "hex")),
      "\ufffd\ufffd\ufffd",
    );
  });
});
