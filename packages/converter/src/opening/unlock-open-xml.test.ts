import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createPresentation } from "@platen/test-documents";
import { type Seal, sealed } from "../../test-support/sealed-documents.ts";
import { unlockOpenXml } from "./unlock-open-xml.ts";

const password = "Señal 1 & 2";
const document = createPresentation({ slides: 60 });

/** What lies in the document; undefined where no password opens it. */
async function unlocked(bytes: Uint8Array, ...passwords: string[]): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "unlock-"));
  try {
    const [path, to] = [join(folder, "source"), join(folder, "unlocked")];
    await writeFile(path, bytes);
    return unlockOpenXml({ path, to, passwords }) ? await readFile(to) : undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("unlockOpenXml", () => {
  const seals: Seal[] = [
    { kind: "standard", keyBytes: 16 },
    { kind: "standard", keyBytes: 32 },
    { kind: "agile", keyBytes: 16, hash: "SHA1" },
    { kind: "agile", keyBytes: 24, hash: "SHA384" },
    { kind: "agile", keyBytes: 32, hash: "SHA256" },
    { kind: "agile", keyBytes: 32, hash: "SHA512" },
  ];
  for (const seal of seals) {
    it(`opens with its password only what is sealed so: ${JSON.stringify(seal)}`, async () => {
      const bytes = sealed(document, password, seal);
      assert.deepEqual(await unlocked(bytes, "another", password), Buffer.from(document));
      assert.equal(await unlocked(bytes, "another", ""), undefined);
    });
  }

  it("gives what there is of a document that is cut off, or says that it is longer", async () => {
    const bytes = sealed(document, password);
    const cut = await unlocked(bytes.subarray(0, bytes.length - 4_096), password);
    assert.ok(cut && cut.length < document.length && cut.length > 1_000);
    assert.deepEqual(cut, Buffer.from(document.subarray(0, cut.length)));
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(document.length));
    const longer = Buffer.from(bytes);
    longer.writeBigUInt64LE(2n ** 60n, bytes.indexOf(size));
    assert.ok(((await unlocked(longer, password))?.length ?? 0) <= bytes.length);
  });
});
