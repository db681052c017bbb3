import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { sayLanguage } from "./say-language.ts";

async function said(language: string, named: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platen-test-"));
  try {
    const path = join(folder, "a.pdf");
    const start = `%PDF-1.7\n(/Lang(nn-NN))\n${"x".repeat(20_000)}\n1 0 obj\n<</Type/Catalog/Pages 2 0 R\n${named}\n>>\nendobj\n`;
    const whole = `${start}xref\n0 1\ntrailer\nstartxref\n${start.length}\n%%EOF\n`;
    await writeFile(path, whole, "latin1");
    await sayLanguage(path, language);
    const after = await readFile(path, "latin1");
    assert.equal(after.length, whole.length);
    assert.ok(after.includes("(/Lang(nn-NN))"));
    return after.slice(after.indexOf("/Pages 2 0 R\n") + 13, after.indexOf("\n>>\nendobj"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("takes the place of the language that is named, and moves nothing", async () => {
  assert.equal(await said("de-DE", "/Lang(en-GB)"), "/Lang(de-DE)");
  assert.equal(await said("eo", "/Lang(en-GB)"), "/Lang(eo)   ");
  assert.equal(await said("sr-Latn-RS", "/Lang(en-GB)"), "/Lang(sr)   ");
  assert.equal(await said("gsw-CH", "/Lang(en)"), "/Lang(en)");
  assert.equal(await said("de-DE", "/PageMode/UseNone"), "/PageMode/UseNone");
});
