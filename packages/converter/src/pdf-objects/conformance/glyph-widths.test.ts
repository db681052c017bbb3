import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PdfObject, PdfUpdate, type QpdfJson } from "../qpdf-json.ts";
import { mendGlyphWidths } from "./glyph-widths.ts";
import { decrypted, encrypted, encryptedPartAt, glyphsOf, widthAt } from "./type-1-program.ts";

const head = "%!FontType1\ndup 7 /wide put\ndup 8 /narrow put\ncurrentfile eexec\n";
const tail = "\n0000cleartomark";

/** An outline of this width: noise, where the glyph begins, the width in four bytes, and both are set. */
function outline(width: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeInt32BE(width);
  return encrypted(Buffer.from([0, 0, 0, 0, 139, 255, ...number, 13, 14]), "outline");
}

function program(widths: Readonly<Record<string, number>>): Buffer {
  const glyphs = Object.entries(widths).flatMap(([name, width]) => [
    Buffer.from(`/${name} ${outline(width).length} RD `),
    outline(width),
    Buffer.from(" ND\n"),
  ]);
  const part = Buffer.concat([Buffer.from("0000/CharStrings 2 dict dup begin\n"), ...glyphs]);
  return Buffer.concat([Buffer.from(head), encrypted(part, "part"), Buffer.from(tail)]);
}

/** The program after mending for a PDF that says 966 and 256; undefined where it stays. */
function mended(file: Buffer, encoding = {}): Buffer | undefined {
  const dict = {
    "/Length1": head.length,
    "/Length2": file.length - head.length - tail.length,
    "/Length3": tail.length,
    "/Filter": "/FlateDecode",
  };
  const font = { "/Subtype": "/Type1", "/FontDescriptor": "2 0 R", "/FirstChar": 7, "/Widths": [966, 256] };
  const objects = new Map<string, PdfObject>([
    ["1 0 R", { value: { ...font, ...encoding } }],
    ["2 0 R", { value: { "/FontFile": "3 0 R" } }],
    ["3 0 R", { stream: { dict } }],
  ]);
  const header = { pdfversion: "1.7", maxobjectid: 3 };
  const json: QpdfJson = { header, trailer: {}, objects, pages: [], outlines: [] };
  const update = new PdfUpdate(json);
  mendGlyphWidths(json, () => file, update);
  const stream = update.applied(json).objects.get("3 0 R")?.stream;
  const { data } = { data: "", ...stream };
  if (data === "") return undefined;
  assert.equal(stream?.dict["/Filter"], undefined);
  return Buffer.from(data, "base64");
}

function widthsIn(file: Buffer): Record<string, number> {
  const part = decrypted(file.subarray(encryptedPartAt(file), file.length - tail.length), "part");
  const widths = glyphsOf(part).map(({ name, start, bytes }) => {
    const plain = decrypted(part.subarray(start, start + bytes), "outline");
    return [name, plain.readInt32BE(widthAt(plain) ?? 0)];
  });
  return Object.fromEntries(widths);
}

describe("mendGlyphWidths", () => {
  it("makes glyphs as wide as the PDF says, and leaves the rest of the program", () => {
    const file = mended(program({ wide: 1000, narrow: -378 }));
    assert.ok(file !== undefined);
    assert.deepEqual(widthsIn(file), { wide: 966, narrow: 256 });
    assert.ok(file.equals(program({ wide: 966, narrow: 256 })));
  });

  it("changes nothing where they agree, or where the font has another encoding than the program", () => {
    assert.equal(mended(program({ wide: 966, narrow: 257 })), undefined);
    assert.equal(mended(program({ wide: 1000 }), { "/Encoding": "/WinAnsiEncoding" }), undefined);
    assert.equal(mended(Buffer.from("no font")), undefined);
  });
});
