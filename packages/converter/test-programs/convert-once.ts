/** Opens the engine that the second argument names, converts the presentation that the first argument names in the folder beside it, and closes. */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { Value } from "typebox/value";
import { converterSettings } from "../src/converter-settings.ts";
import { openConverter } from "../src/open-converter.ts";

const [, , path = "", asked = ""] = process.argv;
const settings = Value.Create(converterSettings);
const engine = asked === "press" ? "press" : "libreoffice-convert";
const converter = await openConverter({ ...settings, engine });
try {
  const folder = join(dirname(path), "conversion");
  await mkdir(folder);
  const { signal } = new AbortController();
  const request = { source: { path, format: "pptx" }, format: "pdf", options: {}, folder } as const;
  assert.ok((await converter.convert(request, { signal })).ok);
} finally {
  await converter.close();
}
