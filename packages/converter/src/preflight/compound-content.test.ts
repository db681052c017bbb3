import assert from "node:assert/strict";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createPresentation } from "@platen/test-documents";
import { withOtherCipher } from "../../test-support/encrypted-documents.ts";
import { saveWithOffice } from "../../test-support/save-with-office.ts";
import { compoundBytes } from "../test-support/compound-bytes.ts";
import { compoundContent } from "./compound-content.ts";
import type { SourceContent } from "./source-content.ts";

const sectorBytes = 512;
const endOfChain = 0xfffffffe;
const noSector = 0xffffffff;

/** A compound file of empty streams: header, one table sector, then the directory. */
function compoundFile(
  names: readonly string[],
  { nextOfDirectory = endOfChain, firstSector = endOfChain } = {},
): Buffer {
  const header = Buffer.alloc(sectorBytes);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(endOfChain, 68);
  for (let at = 76; at < sectorBytes; at += 4) header.writeUInt32LE(at === 76 ? 0 : noSector, at);
  const table = Buffer.alloc(sectorBytes, 0xff);
  table.writeUInt32LE(nextOfDirectory, 4);
  const directory = Buffer.alloc(sectorBytes);
  for (const [index, name] of ["Root Entry", ...names].slice(0, 4).entries()) {
    directory.write(name, index * 128, "utf16le");
    directory.writeUInt16LE((name.length + 1) * 2, index * 128 + 64);
    directory.writeUInt32LE(index === 0 ? endOfChain : firstSector, index * 128 + 116);
    directory.writeUInt32LE(4_096, index * 128 + 120);
  }
  return Buffer.concat([header, table, directory]);
}

/** Office Open XML whose encryption is described in small sectors, the first of which lies last. */
function agileFile(content: string, key: string): Buffer {
  const filler = "A".repeat(1_500);
  const xml =
    `<encryption xmlns="e" xmlns:p="p"><keyData ${content} saltValue="${filler}"/><keyEncryptors><keyEncryptor>` +
    `<p:encryptedKey spinCount="100000" ${key}/></keyEncryptor></keyEncryptors></encryption>`;
  const info = Buffer.concat([Buffer.from("0400040040000000", "hex"), Buffer.from(xml)]);
  const count = Math.ceil(info.length / 64);
  const small = Buffer.alloc(4_096);
  const table = Buffer.alloc(sectorBytes, 0xff);
  for (let index = 0; index < count; index += 1) {
    const place = count - 1 - index;
    info.subarray(index * 64, (index + 1) * 64).copy(small, place * 64);
    table.writeUInt32LE(index === count - 1 ? endOfChain : place - 1, place * 4);
  }
  const start = compoundBytes({
    streams: [
      { name: "EncryptedPackage", firstSector: 0, bytes: 4_096 },
      { name: "EncryptionInfo", firstSector: count - 1, bytes: info.length },
    ],
    moreSectors: 9,
    rootSector: 2,
    next: (sector) => (sector >= 2 && sector < 9 ? sector + 1 : endOfChain),
  });
  start.writeUInt32LE(10, 60); // where the table of the small sectors lies
  small.copy(start, 3 * sectorBytes);
  table.copy(start, 11 * sectorBytes);
  return start;
}

async function contentOf(bytes: Buffer): Promise<SourceContent> {
  const folder = await mkdtemp(join(tmpdir(), "compound-content-"));
  const path = join(folder, "source");
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    return compoundContent(file.fd);
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

describe("compoundContent", () => {
  it("knows presentations by their stream, and protected ones by a second", async () => {
    const plain = await contentOf(compoundFile(["PowerPoint Document"]));
    assert.deepEqual(plain, { kind: "document", format: "ppt", encryption: "none", warnings: [] });
    const locked = await contentOf(compoundFile(["PowerPoint Document", "EncryptedSummary"]));
    assert.deepEqual(locked, { kind: "document", format: "ppt", encryption: "unknown", warnings: [] });
  });

  it("knows a protected presentation whose properties are in the clear by what says who saved it last", async () => {
    for (const [token, encryption] of [
      [0xf3d1c4df, "unknown"],
      [0xe391c05f, "none"],
    ] as const) {
      const user = Buffer.alloc(512);
      user.writeUInt32LE(token, 12);
      const found = await contentOf(
        Buffer.concat([compoundFile(["PowerPoint Document", "Current User"], { firstSector: 2 }), user]),
      );
      assert.deepEqual(found, { kind: "document", format: "ppt", encryption, warnings: [] });
    }
  });

  it("knows encrypted Office Open XML, whose format cannot be seen, and how it is encrypted", async () => {
    const choice = { from: "pptx", to: "pptx", password: "secret" } as const;
    const known = Buffer.from(await saveWithOffice(createPresentation({ slides: 1 }), choice));
    assert.deepEqual(await contentOf(known), { kind: "encrypted-open-xml", encryption: "usual" });
    const other = Buffer.from(withOtherCipher(known));
    assert.deepEqual(await contentOf(other), { kind: "encrypted-open-xml", encryption: "unknown" });
  });

  it("reads to its end what Office since 2010 says of its encryption", async () => {
    const aes = (bits: number, hash: string, chaining = "ChainingModeCBC") =>
      `keyBits="${bits}" cipherAlgorithm="AES" cipherChaining="${chaining}" hashAlgorithm="${hash}"`;
    for (const [content, key, encryption] of [
      [aes(256, "SHA512"), aes(256, "SHA512"), "usual"],
      [aes(128, "SHA1"), aes(128, "SHA1"), "usual"],
      [aes(256, "SHA512"), aes(192, "SHA512"), "unknown"],
      [aes(256, "SHA512", "ChainingModeCFB"), aes(256, "SHA512"), "unknown"],
      [aes(256, "SHA512"), aes(256, "SHA256"), "unknown"],
      ["", "", "unknown"],
    ] as const) {
      // The text lies in small sectors, which follow each other backwards.
      const found = await contentOf(agileFile(content, key));
      assert.deepEqual(found, { kind: "encrypted-open-xml", encryption }, `${content} ${key}`);
    }
  });

  it("knows of Office Open XML that does not say how it is encrypted that nothing opens it", async () => {
    const found = await contentOf(compoundFile(["EncryptedPackage"]));
    assert.deepEqual(found, { kind: "encrypted-open-xml", encryption: "unknown" });
  });

  it("names other programs' files as such", async () => {
    assert.equal((await contentOf(compoundFile(["VisioDocument"]))).kind, "other");
  });

  it("does not go round in circles", async () => {
    assert.deepEqual(await contentOf(compoundFile(["VisioDocument"], { nextOfDirectory: 1 })), {
      kind: "damaged",
      problem: "its sectors run in a circle",
    });
  });

  it("calls a directory that leads out of the file damaged", async () => {
    assert.equal(
      (await contentOf(compoundFile(["VisioDocument"], { nextOfDirectory: 999_999 }))).kind,
      "damaged",
    );
  });
});
