/**
 * Converts a text with the engine that the argument names in the temporary folder, a small disk of its own: once with
 * room, and once with room for what is laid out before but not for the PDF. Prints what came of each: "converted" or the
 * code.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Converter, isAppError } from "@platen/core";
import { createWordDocument } from "@platen/test-documents";
import { findJailLauncher } from "../src/jail/jail-launcher.ts";
import { findLibreOffice } from "../src/libreoffice/find-libreoffice.ts";
import { openLibreOfficeConvert } from "../src/libreoffice-convert/open-libreoffice-convert.ts";
import { defaultSourceLimits } from "../src/preflight/source-limits.ts";
import { openTestPress } from "../src/press/test-support/open-test-press.ts";
import { TinyDisk } from "../test-support/tiny-disk.ts";

const disk = new TinyDisk(tmpdir());
const source = createWordDocument({ paragraphs: [{ text: "Words 漢字 カナ عربي ไทย" }] });
/** Neither has the other to turn to. */
const { converter, spareBytes } =
  process.argv[2] === "press"
    ? { converter: await openTestPress(), spareBytes: source.length + 4_096 }
    : // Its profile takes some.
      { converter: await openSecond(), spareBytes: 65_536 };
try {
  const withRoom = await convert(converter, await prepare("first"));
  const folder = await prepare("second");
  disk.fill(spareBytes);
  console.log(JSON.stringify([withRoom, await convert(converter, folder)]));
  disk.free();
} finally {
  await converter.close();
}

async function openSecond(): Promise<Converter> {
  return openLibreOfficeConvert({
    office: await findLibreOffice(),
    reason: "for a test",
    timeoutMs: 60_000,
    sourceLimits: defaultSourceLimits,
    officeLimits: { maxMemoryBytes: 3_221_225_472, maxCpuSeconds: 60, maxResultBytes: 1_073_741_824 },
    jail: await findJailLauncher(),
  });
}

async function prepare(name: string): Promise<string> {
  const folder = join(disk.path, name);
  await mkdir(folder);
  await writeFile(join(folder, "source.docx"), source);
  return folder;
}

async function convert(converter: Converter, folder: string): Promise<string> {
  const path = join(folder, "source.docx");
  const request = { source: { path, format: "docx" }, format: "pdf", options: {}, folder } as const;
  try {
    const outcome = await converter.convert(request, { signal: new AbortController().signal });
    return outcome.ok ? "converted" : outcome.failure.code;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}
