import assert from "node:assert/strict";
import { it } from "node:test";
import { Value } from "typebox/value";
import { converterSettings } from "../converter-settings.ts";
import { examine } from "./examine.ts";

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

it("says what to do where there is no LibreOffice", async () => {
  const { lines, isSound } = await examine({ ...settings, sofficePath: "/nowhere/soffice" });
  assert.match(lines.at(-1) ?? "", /^problem +SOFFICE_PATH names \/nowhere\/soffice/);
  assert.equal(isSound, false);
});
