import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { createFont } from "@platen/test-documents";
import { Value } from "typebox/value";
import { converterSettings } from "../converter-settings.ts";
import { examine } from "./examine.ts";
import { examineOwnFonts } from "./own-font-lines.ts";

const settings = Value.Create(converterSettings);

it("tells what the machine has and that a document is refused everything", { timeout: 120_000 }, async () => {
  const { lines, isSound } = await examine(settings);
  const text = lines.join("\n");
  assert.match(text, /^LibreOffice +\d+\.\d+/m);
  assert.match(text, /^missing +none$/m);
  assert.match(text, /open an IPv4 socket +is refused \(EPERM\)/);
  assert.match(text, /^conversion +started, tried and converted in [\d.]+ s$/m);
  assert.doesNotMatch(text, /SUCCEEDS/);
  assert.equal(isSound, true);
});

it("names the families of FONTS_PATH, what in it is no font, and that it cannot be read", async () => {
  const path = await mkdtemp(join(tmpdir(), "platen-test-"));
  try {
    await writeFile(join(path, "house.ttf"), createFont("House"));
    await writeFile(join(path, "broken.ttf"), "no font");
    assert.deepEqual(await examineOwnFonts(path), {
      lines: ["own fonts     1 file, House", "own fonts     broken.ttf is no font or cannot be read"],
      isSound: true,
    });
  } finally {
    await rm(path, { recursive: true });
  }
  const { lines, isSound } = await examineOwnFonts(path);
  assert.match(lines.join(), /^own fonts +The folder of fonts .* cannot be read \(ENOENT\). Set FONTS_PATH/);
  assert.equal(isSound, false);
});

it("says what to do where there is no LibreOffice", async () => {
  const { lines, isSound } = await examine({ ...settings, sofficePath: "/nowhere/soffice" });
  assert.match(lines.at(-1) ?? "", /^problem +SOFFICE_PATH names \/nowhere\/soffice/);
  assert.equal(isSound, false);
});
