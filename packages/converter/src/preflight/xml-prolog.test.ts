import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeXml, readProlog } from "./xml-prolog.ts";

const declared = '<!DOCTYPE p [<!ENTITY e "x">]><p/>';

describe("readProlog", () => {
  it("finds nothing wrong with what stands before the root of ordinary documents", () => {
    for (const prolog of [
      "",
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
      "<?xml version='1.0' encoding='windows-1252'?><!-- [a] <!ENTITY> --><?mso-application progid='Word'?>",
      '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD [Manifest] 1.0//EN" "Manifest.dtd">\n',
    ])
      assert.equal(readProlog(`${prolog}<p>`, false), "harmless", prolog);
  });

  it("finds declarations behind comments, instructions and in every case", () => {
    for (const hidden of [
      declared,
      `<!-- <p> -->${declared}`,
      `<?a <p ?>\n${declared}`,
      declared.toLowerCase(),
    ])
      assert.equal(readProlog(hidden, true), "entities", hidden);
  });

  it("does not call finished what has shown no root yet", () => {
    for (const start of [
      "",
      " \n",
      "<",
      "<!",
      "<!DOC",
      "<!-- ",
      "<?xml ",
      '<!DOCTYPE p SYSTEM "[',
      "<!DOCTYPE p",
    ]) {
      assert.equal(readProlog(start, false), "unfinished", start);
      assert.equal(readProlog(start, true), "harmless", start);
    }
  });

  it("does not call harmless what is no XML, or is in an encoding that hides signs", () => {
    for (const start of ["words", "x<p/>", "<1>", `+ADw-!DOCTYPE p [<p/>`, "\u0001<p/>"])
      assert.equal(readProlog(start, true), "unreadable", start);
    for (const encoding of ["UTF-7", "IBM037", "ISO-2022-JP"])
      assert.equal(readProlog(`<?xml version="1.0" encoding="${encoding}"?><p/>`, true), "unreadable");
  });
});

describe("decodeXml", () => {
  it("reads UTF-8 and UTF-16, with or without a mark, and no other encoding by mistake", () => {
    const text = "<p>ü</p>";
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, big])
      assert.equal(decodeXml(bytes), text);
    assert.equal(decodeXml(Buffer.from(`\ufeff${text}`, "utf16le")), text);
    const wide = Buffer.from([...declared].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]));
    assert.equal(readProlog(decodeXml(wide), true), "unreadable");
  });
});
