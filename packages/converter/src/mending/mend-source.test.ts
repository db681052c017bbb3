import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createHiddenSheets } from "@platen/test-documents";
import { unzipSync } from "fflate";
import { mendSource } from "./mend-source.ts";

async function mended(bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), "mend-source-"));
  try {
    const [path, to] = [join(folder, "from"), join(folder, "to")];
    await writeFile(path, bytes);
    const { isCopied, warnings } = await mendSource({
      path,
      format: "xlsx",
      to,
      maxEntries: 100,
      choice: { dates: "saved", paper: "A4", isPrinted: true, name: "a.docx", off: [] },
    });
    assert.equal(existsSync(to), isCopied);
    assert.deepEqual(new Uint8Array(await readFile(path)), bytes);
    const parts = isCopied ? unzipSync(await readFile(to)) : undefined;
    return { parts, codes: warnings.map(({ code }) => code) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const visible = { text: "shown" };

describe("mendSource", () => {
  it("takes their print areas from hidden sheets alone, and copies every other part as it is", async () => {
    const bytes = createHiddenSheets([
      visible,
      { text: "a", state: "hidden" },
      { text: "b", state: "veryHidden" },
    ]);
    const { parts, codes } = await mended(bytes);
    assert.deepEqual(codes, ["sheets_hidden"]);
    const { "xl/workbook.xml": before, ...others } = unzipSync(bytes);
    const { "xl/workbook.xml": after, ...copied } = parts ?? {};
    assert.deepEqual(copied, others);
    assert.deepEqual(Object.keys(parts ?? {}), Object.keys(unzipSync(bytes)));
    const areas = Buffer.from(after ?? [])
      .toString()
      .match(/localSheetId="\d"/g);
    assert.deepEqual(areas, ['localSheetId="0"']);
    assert.ok(before !== undefined && after !== undefined && after.length < before.length);
  });

  it("hands a workbook on untouched in which nothing is hidden, or nothing hidden would be printed", async () => {
    assert.deepEqual(await mended(createHiddenSheets([visible])), { parts: undefined, codes: [] });
    const hidden = createHiddenSheets([visible, { text: "a", state: "hidden" }], false);
    assert.deepEqual(await mended(hidden), { parts: undefined, codes: ["sheets_hidden"] });
  });
});
