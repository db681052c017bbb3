import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type ZipBytesEnd, type ZipBytesPart, zipBytes } from "../test-support/zip-bytes.ts";
import { ZipArchive } from "./zip-archive.ts";
import { ZipDamaged } from "./zip-end.ts";

async function withArchive<T>(bytes: Uint8Array, use: (archive: ZipArchive) => T | Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "zip-archive-"));
  try {
    const path = join(folder, "source");
    await writeFile(path, bytes);
    const archive = ZipArchive.open(path, 100);
    try {
      return await use(archive);
    } finally {
      archive.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const words = "<words/>".repeat(100);
const plain: readonly ZipBytesPart[] = [
  { name: "mimetype", content: "kind", isStored: true },
  { name: "content.xml", content: words },
];

async function contentOf(archive: ZipArchive, name = "content.xml"): Promise<string> {
  const part = archive.find(name);
  assert.ok(part, name);
  assert.equal(await archive.measure(part, 1_000_000), Buffer.byteLength(words));
  assert.equal(archive.readPrefix(part, 10).bytes.toString().startsWith("<words"), true);
  return (await archive.readStart(part, 1_000_000)).bytes.toString();
}

const assertDamaged = (bytes: Uint8Array) =>
  assert.rejects(
    withArchive(bytes, () => {}),
    ZipDamaged,
  );

describe("an archive", () => {
  it("is read as LibreOffice reads it, whatever it says of its comment, flags and headers", async () => {
    const ends: readonly ZipBytesEnd[] = [
      {},
      { commentBytes: 1 },
      { comment: "a comment", commentBytes: 2 },
      { comment: "a comment".repeat(5_000) },
      { after: Buffer.alloc(100) },
      { before: Buffer.from("something before") },
      { zip64: "instead" },
    ];
    for (const end of ends)
      assert.equal(await withArchive(zipBytes(plain, end), (archive) => contentOf(archive)), words);
    const [first, second] = plain as [ZipBytesPart, ZipBytesPart];
    for (const odd of [
      { flags: 0x0800 },
      { flags: 0x0040 },
      { flags: 8, hasDescriptor: true },
      { flags: 8, hasDescriptor: true, isStored: true },
      { isStored: true, packedBytes: 5 },
    ])
      assert.equal(
        await withArchive(zipBytes([first, { ...second, ...odd }]), (archive) => contentOf(archive)),
        words,
        JSON.stringify(odd),
      );
  });

  it("has folders and names of every kind among its parts", async () => {
    const names = ["word/", "../up.txt", "/from the top", "back\\slash", "ü.txt", ""];
    const bytes = zipBytes([...plain, ...names.map((name) => ({ name, content: "" }))]);
    await withArchive(bytes, (archive) => {
      assert.deepEqual(
        archive.parts.map(({ name }) => name),
        ["mimetype", "content.xml", ...names],
      );
    });
  });

  it("has of a name that is there twice the last part, and only as many parts as its end counts", async () => {
    const twice = [
      { name: "content.xml", content: "the first" },
      { name: "CONTENT.XML", content: "no" },
      ...plain,
    ];
    assert.equal(await withArchive(zipBytes(twice), (archive) => contentOf(archive)), words);
    const more = zipBytes([...plain, { name: "content.xml", content: "not counted" }], { entries: 2 });
    assert.equal(await withArchive(more, (archive) => contentOf(archive)), words);
  });

  it("counts what comes out of a part with a flag that says it is encrypted", async () => {
    const bytes = zipBytes(plain.map((part) => ({ ...part, flags: 1 })));
    await withArchive(bytes, async (archive) => {
      assert.equal(await contentOf(archive), words);
      assert.ok(archive.parts.every(({ isEncrypted }) => isEncrypted));
    });
  });

  it("is damaged where no program would find its list, and where two would find two", async () => {
    const whole = zipBytes(plain);
    await assertDamaged(Buffer.alloc(0));
    await assertDamaged(whole.subarray(0, whole.length - 22));
    await assertDamaged(zipBytes(plain, { entries: 3 }));
    await assertDamaged(zipBytes(plain, { zip64: "too" }));
    await assertDamaged(zipBytes(plain, { comment: "PK\u0005\u0006 an end in the comment" }));
    const moved = Buffer.from(whole);
    moved.writeUInt32LE(moved.length, moved.length - 6);
    await assertDamaged(moved);
  });

  it("does not give what lies outside of the file", async () => {
    const bytes = zipBytes(plain);
    const entry = bytes.lastIndexOf("PK\u0001\u0002");
    bytes.writeUInt32LE(0x7fffffff, entry + 42);
    await withArchive(bytes, (archive) => {
      const part = archive.find("content.xml");
      assert.ok(part);
      assert.throws(() => archive.readPrefix(part, 10), ZipDamaged);
    });
  });

  it("counts of a part that cannot be unpacked what comes before the damage", async () => {
    const bytes = zipBytes([
      { name: "picture", content: Buffer.alloc(500_000, "picture"), packedBytes: 200 },
    ]);
    await withArchive(bytes, async (archive) => {
      const [part] = archive.parts;
      assert.ok(part);
      assert.ok((await archive.measure(part, 1_000_000)) < 500_000);
    });
  });
});
