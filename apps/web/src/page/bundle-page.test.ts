import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { bundlePage } from "./bundle-page.ts";

async function folderWith(test: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platen-page-"));
  test.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const small = {
  "index.html":
    '<!doctype html><html lang="en"><link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/main.css"><script type="module" src="/assets/main.js"></script></html>',
  "main.ts": 'import { word } from "./word.ts"; const said: string = word; console.log(said);',
  "word.ts": 'export const word: string = "hello";',
  "main.css": "body { color: red }",
  "icon.svg": "<svg/>",
};

describe("bundlePage", () => {
  it("names every file by its content, and refers to it so", async (test) => {
    const folder = await folderWith(test, small);
    const { shells, assets } = await bundlePage(folder);
    const html = shells.get("es")?.plain.toString() ?? "";
    assert.match(html, /<html lang="es">/);
    const referred = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
    assert.equal(referred.length, 3);
    for (const path of referred) assert.ok(assets.get(path), path);
    assert.match(assets.get(referred[2] ?? "")?.plain.toString() ?? "", /console\.log\("hello"\)|"hello"/);
    await writeFile(join(folder, "word.ts"), 'export const word = "goodbye";');
    const changed = (await bundlePage(folder)).shells.get("es")?.plain.toString() ?? "";
    assert.notEqual(changed, html);
    assert.equal(changed.replace(/main-\w+\.js/, ""), html.replace(/main-\w+\.js/, ""));
  });

  it("makes the real page, whole and small", async () => {
    const { shells, assets } = await bundlePage();
    assert.deepEqual([...shells.keys()], ["en", "es", "de", "fr", "pt"]);
    const script = [...assets].find(([path]) => path.endsWith(".js"))?.[1];
    assert.ok(script?.compressed && script.compressed.br.length < 60_000);
    assert.doesNotMatch(script.plain.toString(), /https?:\/\/(?!www\.w3\.org)/);
  });
});
