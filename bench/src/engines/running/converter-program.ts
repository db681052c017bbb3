/**
 * A Converter of the product as a program, so that its processor time can be measured apart from the benchmark's.
 * ENGINE and the other settings of the converter come from the environment.
 */
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { converterSettings, openConverter } from "@platen/converter";
import { readSettings } from "@platen/program";
import { options } from "./pdf-options.ts";
import { serveLines } from "./serve-lines.ts";

const converter = await openConverter(readSettings({ converter: converterSettings }, process.env).converter);
await serveLines(async ({ source, format, result }) => {
  const folder = await mkdtemp(join(tmpdir(), "conversion-"));
  try {
    const request = { source: { path: source, format }, format: "pdf", options, folder } as const;
    const outcome = await converter.convert(request, { signal: new AbortController().signal });
    if (!outcome.ok) return `${outcome.failure.code}: ${outcome.failure.detail ?? outcome.failure.message}`;
    await rename(outcome.conversion.path, result);
    return "ok";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
await converter.close();
