import assert from "node:assert/strict";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { compoundContent } from "./compound-content.ts";
import type { SourceContent } from "./source-content.ts";

const sectorBytes = 512;
const endOfChain = 0xfffffffe;
const noSector = 0xffffffff;

/** A compound file of empty streams: header, one table sector, then the directory. */
function compoundFile(names: readonly string[], nextOfDirectory = endOfChain): Buffer {
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
    directory.writeUInt32LE(endOfChain, index * 128 + 116);
    directory.writeUInt32LE(4_096, index * 128 + 120);
  }
  return Buffer.concat([header, table, directory]);
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
    assert.deepEqual(plain, { kind: "document", format: "ppt", isEncrypted: false, warnings: [] });
    const locked = await contentOf(compoundFile(["PowerPoint Document", "EncryptedSummary"]));
    assert.deepEqual(locked, { kind: "document", format: "ppt", isEncrypted: true, warnings: [] });
  });

  it("knows encrypted Office Open XML, whose format cannot be seen", async () => {
    const found = await contentOf(compoundFile(["EncryptedPackage"]));
    assert.deepEqual(found, { kind: "encrypted-open-xml", hasKnownCipher: true });
  });

  it("names other programs' files as such", async () => {
    assert.equal((await contentOf(compoundFile(["VisioDocument"]))).kind, "other");
  });

  it("does not go round in circles", async () => {
    assert.deepEqual(await contentOf(compoundFile(["VisioDocument"], 1)), {
      kind: "damaged",
      problem: "its sectors run in a circle",
    });
  });

  it("calls a directory that leads out of the file damaged", async () => {
    assert.equal((await contentOf(compoundFile(["VisioDocument"], 999_999))).kind, "damaged");
  });
});
