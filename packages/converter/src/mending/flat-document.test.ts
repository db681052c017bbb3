import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { mendSource } from "./mend-source.ts";

async function mended(xml: string) {
  const folder = await mkdtemp(join(tmpdir(), "flat-document-"));
  try {
    const [path, to] = [join(folder, "from"), join(folder, "to")];
    await writeFile(path, xml);
    const choice = { dates: "saved", paper: "A4", isPrinted: true, name: "a.fodt", off: [] } as const;
    const { isCopied, needs } = await mendSource({ path, format: "fodt", to, maxEntries: 1, choice });
    assert.equal(existsSync(to), isCopied);
    return { needs, text: isCopied ? await readFile(to, "utf8") : undefined };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it("mends a document of OpenDocument that is one file as it does one that is a package", async () => {
  const of = (content: string) =>
    `<?xml version="1.0"?><office:document><office:text>${content}</office:text></office:document>`;
  const { text } = await mended(of('<text:bookmark-ref text:ref-name="gone">Größe 4</text:bookmark-ref>'));
  assert.equal(text, of("Größe 4"));
  assert.deepEqual(await mended(of("<text:tracked-changes><text:changed-region/></text:tracked-changes>")), {
    needs: { changes: 1 },
    text: undefined,
  });
  assert.deepEqual(await mended(of("<text:p/>")), { needs: {}, text: undefined });
});
