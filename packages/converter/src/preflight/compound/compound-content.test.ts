import assert from "node:assert/strict";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { SourceFormat } from "@platen/core";
import { createPresentation } from "@platen/test-documents";
import { withOtherCipher } from "../../../test-support/encrypted-documents.ts";
import { saveWithOffice } from "../../../test-support/save-with-office.ts";
import { compoundBytes } from "../../test-support/compound-bytes.ts";
import { type CompoundTree, compoundDocument } from "../../test-support/compound-document.ts";
import type { SourceContent } from "../source-content.ts";
import { compoundContent } from "./compound-content.ts";

const sectorBytes = 512;
const endOfChain = 0xfffffffe;

/** Streams of these names, full of zeros. */
function streamsOf(...names: string[]): CompoundTree {
  return Object.fromEntries(names.map((name) => [name, Buffer.alloc(0)]));
}

/** Office Open XML whose encryption is described in small sectors, the first of which lies last. */
function agileFile(content: string, key: string): Buffer {
  const filler = "A".repeat(1_500);
  const block = 'Value="AAAAAAAAAAAAAAAAAAAAAA=="';
  const own = `encryptedVerifierHashInput${block.slice(5)} encryptedVerifierHash${block} encryptedKey${block}`;
  const xml =
    `<encryption xmlns="e" xmlns:p="p"><keyData ${content} saltValue="${filler}"/><keyEncryptors><keyEncryptor>` +
    `<p:encryptedKey spinCount="100000" ${own} ${key}/></keyEncryptor></keyEncryptors></encryption>`;
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

const document = (format: SourceFormat, encryption = "none") => ({
  kind: "document",
  format,
  encryption,
  warnings: [],
});

/** Records of a workbook: the first one, for a version of its format, and those that follow. */
function workbook(version: 2 | 5 | 8, ...records: readonly (readonly [number, Buffer])[]): Buffer {
  const beginning = { 2: "0900040002001000", 5: "0908080000050500bb0dcc07", 8: "0908080000060500bb0dcc07" };
  const heads = records.map(([id, content]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(content.length, 2);
    return Buffer.concat([head, content]);
  });
  return Buffer.concat([Buffer.from(beginning[version], "hex"), ...heads]);
}

const filePass = 0x2f;
const endOfPart = 0x0a;

/** Word's own beginning with these flags, by default that of Word 97 with its table in "0Table". */
function wordStart(flags: number, { mark = 0xa5ec, key = 0 } = {}): Buffer {
  const start = Buffer.alloc(64);
  start.writeUInt16LE(mark, 0);
  start.writeUInt16LE(flags, 10);
  start.writeUInt32LE(key, 14);
  return start;
}

/** How Windows' CryptoAPI encrypted an old format. */
function cryptoApi({ version = 0x00020004, flags = 0x04, cipher = 0x6801, hash = 0x8004 } = {}): Buffer {
  const description = Buffer.alloc(120);
  for (const [index, value] of [version, flags, 32, flags, 0, cipher, hash, 128, 1].entries())
    description.writeUInt32LE(value, index * 4);
  description.writeUInt32LE(16, 44);
  description.writeUInt32LE(20, 80);
  return description;
}

/** Office 97's own way, with salt and verifiers. */
const office97 = Buffer.concat([Buffer.from("01000100", "hex")], 52);
const rc4 = (description: Buffer) => Buffer.concat([Buffer.from("0100", "hex"), description]);

describe("compoundContent", () => {
  it("knows documents by the root's own streams, in any case", async () => {
    for (const [name, format] of [
      ["PowerPoint Document", "ppt"],
      ["PP40", "ppt"],
      ["WordDocument", "doc"],
      ["WORDDOCUMENT", "doc"],
      ["Workbook", "xls"],
      ["WORKBOOK", "xls"],
      ["book", "xls"],
    ] as const)
      assert.deepEqual(await contentOf(compoundDocument(streamsOf(name))), document(format), name);
  });

  it("does not take a document for what is embedded in it", async () => {
    const embedded = streamsOf(
      "PowerPoint Document",
      "EncryptedSummary",
      "EncryptedPackage",
      "Workbook",
      "WordDocument",
    );
    for (const [name, format] of [
      ["Workbook", "xls"],
      ["WordDocument", "doc"],
    ] as const) {
      const bytes = compoundDocument({
        MBD00A: embedded,
        [name]: Buffer.alloc(0),
        ObjectPool: { _1: embedded },
      });
      assert.deepEqual(await contentOf(bytes), document(format));
    }
    assert.equal((await contentOf(compoundDocument({ MBD00A: embedded }))).kind, "other");
  });

  it("takes a folder of a document's name for none", async () => {
    assert.equal((await contentOf(compoundDocument({ Workbook: streamsOf("a") }))).kind, "other");
  });

  it("tells of macros wherever they lie", async () => {
    const found = await contentOf(
      compoundDocument({ ...streamsOf("Workbook"), Macros: { VBA: streamsOf("_vba_project") } }),
    );
    assert.deepEqual(found.kind === "document" && found.warnings.map(({ code }) => code), ["macros_ignored"]);
  });

  it("knows a protected presentation by its properties", async () => {
    const locked = compoundDocument(streamsOf("PowerPoint Document", "EncryptedSummary"));
    assert.deepEqual(await contentOf(locked), document("ppt", "unknown"));
  });

  it("knows a protected presentation whose properties are in the clear by what says who saved it last", async () => {
    for (const [token, encryption] of [
      [0xf3d1c4df, "unknown"],
      [0xe391c05f, "none"],
    ] as const) {
      const user = Buffer.alloc(512);
      user.writeUInt32LE(token, 12);
      const bytes = compoundDocument({ "PowerPoint Document": Buffer.alloc(0), "Current User": user });
      assert.deepEqual(await contentOf(bytes), document("ppt", encryption));
    }
  });

  it("does not call a document damaged whose other streams are empty or lead nowhere", async () => {
    for (const firstSector of [endOfChain, 5_000_000]) {
      for (const bytes of [0, 100, 5_000]) {
        const streams = ["PowerPoint Document", "Current User"].map((name) => ({ name, firstSector, bytes }));
        assert.deepEqual(await contentOf(compoundBytes({ streams })), document("ppt"));
      }
    }
  });

  it("finds the password of a workbook of every format, wherever its record stands", async () => {
    const key = Buffer.from("12345678", "hex");
    const other: [number, Buffer] = [0x5c, Buffer.alloc(2_000)];
    const unknown = cryptoApi({ version: 0x00020002 });
    for (const [name, content, encryption] of [
      ["Workbook", workbook(8, [filePass, rc4(office97)]), "usual"],
      ["Workbook", workbook(8, [filePass, rc4(cryptoApi())]), "usual"],
      ["Workbook", workbook(8, [filePass, rc4(cryptoApi({ cipher: 0x660e, flags: 0x24 }))]), "unknown"],
      ["Workbook", workbook(8, [filePass, rc4(unknown)]), "unknown"],
      ["Workbook", workbook(8, [filePass, Buffer.concat([Buffer.alloc(2), key])]), "usual"],
      ["Workbook", workbook(8, other, other, other, [filePass, rc4(office97)]), "usual"],
      ["Book", workbook(5, [filePass, key]), "usual"],
      ["Book", workbook(5, other, [filePass, key]), "usual"],
      ["BOOK", workbook(2, [filePass, key]), "usual"],
      ["Workbook", workbook(8, [endOfPart, Buffer.alloc(0)], [filePass, rc4(office97)]), "none"],
      ["Workbook", workbook(8, other), "none"],
    ] as const)
      assert.deepEqual(await contentOf(compoundDocument({ [name]: content })), document("xls", encryption));
  });

  it("looks at that of two workbooks in one file which LibreOffice reads", async () => {
    const locked = workbook(8, [filePass, rc4(office97)]);
    const old = workbook(5);
    assert.deepEqual(
      await contentOf(compoundDocument({ Book: old, Workbook: locked })),
      document("xls", "usual"),
    );
    const oldLocked = workbook(5, [filePass, Buffer.alloc(4)]);
    assert.deepEqual(
      await contentOf(compoundDocument({ Book: oldLocked, Workbook: workbook(8) })),
      document("xls"),
    );
  });

  it("knows how a document of Word is encrypted", async () => {
    const encrypted = 0x0100;
    for (const [tree, encryption] of [
      [{ WordDocument: wordStart(0) }, "none"],
      [{ WordDocument: wordStart(encrypted, { mark: 0xa5dc }) }, "usual"],
      [{ WordDocument: wordStart(encrypted | 0x8000, { key: 1 }) }, "usual"],
      [{ WordDocument: wordStart(encrypted), "0Table": office97 }, "usual"],
      [
        { WordDocument: wordStart(encrypted | 0x0200), "0Table": Buffer.alloc(0), "1Table": cryptoApi() },
        "usual",
      ],
      [{ WordDocument: wordStart(encrypted), "0Table": cryptoApi({ version: 0x00020002 }) }, "unknown"],
      [{ WordDocument: wordStart(encrypted), "1Table": office97 }, "unknown"],
    ] as const)
      assert.deepEqual(await contentOf(compoundDocument(tree)), document("doc", encryption));
  });

  it("knows what only a server may open", async () => {
    const bytes = compoundDocument(streamsOf("WordDocument", "\tDRMContent"));
    assert.deepEqual(await contentOf(bytes), document("doc", "unknown"));
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
      [aes(256, "SHA512"), aes(192, "SHA384"), "usual"],
      [aes(100, "SHA512"), aes(256, "SHA512"), "unknown"],
      [aes(256, "SHA512"), aes(256, "MD4"), "unknown"],
      [aes(256, "SHA512", "ChainingModeCFB"), aes(256, "SHA512"), "unknown"],
      ["", "", "unknown"],
    ] as const) {
      // The text lies in small sectors, which follow each other backwards.
      const found = await contentOf(agileFile(content, key));
      assert.deepEqual(found, { kind: "encrypted-open-xml", encryption }, `${content} ${key}`);
    }
  });

  it("knows of Office Open XML that does not say how it is encrypted that nothing opens it", async () => {
    const found = await contentOf(compoundDocument(streamsOf("EncryptedPackage")));
    assert.deepEqual(found, { kind: "encrypted-open-xml", encryption: "unknown" });
  });

  it("says of Hangul 5, which no LibreOffice opens, what to do", async () => {
    const found = await contentOf(compoundDocument({ FileHeader: Buffer.from("HWP Document File") }));
    assert.ok(found.kind === "other" && found.isKnown);
    assert.match(found.advice ?? "", /DOCX/);
  });

  it("names other programs' files as such", async () => {
    assert.equal((await contentOf(compoundDocument(streamsOf("\u0001CompObj")))).kind, "other");
  });

  it("does not go round in circles, neither in the sectors nor in the tree of its directory", async () => {
    const circle = compoundBytes({ streams: [{ name: "a" }], next: () => 1 });
    assert.deepEqual(await contentOf(circle), { kind: "damaged", problem: "its sectors run in a circle" });
    const tree = compoundDocument({ ...streamsOf("Workbook"), a: {} });
    tree.writeUInt32LE(1, tree.indexOf("a\0\0", "latin1") + 72);
    assert.deepEqual(await contentOf(tree), document("xls"));
  });

  it("calls a directory that leads out of the file damaged", async () => {
    const bytes = compoundBytes({ streams: [{ name: "a" }], next: () => 999_999 });
    assert.equal((await contentOf(bytes)).kind, "damaged");
  });
});
