import assert from "node:assert/strict";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { bareContent } from "./bare-content.ts";

async function found(bytes: Buffer): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "bare-content-"));
  const path = join(folder, "source");
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    const content = bareContent(bytes.subarray(0, 4_100), file.fd);
    return content?.kind === "document" ? `${content.format} ${content.encryption}` : content?.kind;
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

const hex = (bytes: string, length = 64) => Buffer.concat([Buffer.from(bytes, "hex")], length);

describe("bareContent", () => {
  it("knows what old programs wrote without a container", async () => {
    assert.equal(await found(hex("0900040002001000")), "xls none");
    assert.equal(await found(hex("09020600000310000000")), "xls none");
    assert.equal(await found(hex("09040600000410000000")), "xls none");
    assert.equal(await found(hex("0908080000050500bb0dcc07")), "xls none");
    assert.equal(await found(hex("dba52d00")), "doc none");
    assert.equal(await found(hex("eddead0b03000000")), "ppt none");
  });

  it("knows when it is protected, also far from its beginning", async () => {
    const beginning = Buffer.from("0900040002001000", "hex");
    const other = Buffer.concat([Buffer.from("5c00d007", "hex")], 2_004);
    const locked = Buffer.from("2f00040012345678", "hex");
    assert.equal(await found(Buffer.concat([beginning, other, other, other, locked])), "xls usual");
    const word = hex("dba52d00");
    assert.equal(await found(word), "doc none");
    word.writeUInt16LE(0x0100, 10);
    assert.equal(await found(word), "doc usual");
  });

  it("takes no text for a workbook, nor what is cut off", async () => {
    for (const text of ["\t\t\tWords", "\t\r\nWords", "\t\nWords"])
      assert.equal(await found(Buffer.from(text, "utf16le")), undefined, JSON.stringify(text));
    assert.equal(await found(Buffer.from("090004", "hex")), undefined);
    assert.equal(await found(Buffer.alloc(0)), undefined);
    assert.equal(await found(Buffer.from("ЫҐ Текст в другой кодировке, достаточно длинный")), undefined);
  });
});
