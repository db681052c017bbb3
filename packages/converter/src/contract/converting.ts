import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ConversionOptions,
  ConversionOutcome,
  Converter,
  Failure,
  Progress,
  ResultPasswords,
  SourceFormat,
  TargetFormat,
} from "@platen/core";
import { type PdfFacts, readPdf } from "./read-pdf.ts";

export interface Document {
  readonly bytes: Uint8Array;
  /** What its name claims. */
  readonly format: SourceFormat;
  /** As its owner calls it. */
  readonly filename?: string;
}

export interface Instructions {
  readonly options?: ConversionOptions;
  readonly password?: string;
  readonly resultPasswords?: ResultPasswords;
  /** A PDF by default. */
  readonly format?: TargetFormat;
  readonly onProgress?: (progress: Progress) => void;
}

/** Converts a document in a folder of its own, hands the outcome to `look` while the folder is there, then removes it. */
export async function convertIn<T>(
  converter: Converter,
  { bytes, format, filename }: Document,
  { options = {}, password, resultPasswords, format: target = "pdf", onProgress }: Instructions,
  look: (outcome: ConversionOutcome, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "converting-"));
  try {
    const path = join(folder, `source.${format}`);
    await writeFile(path, bytes);
    const request = {
      source: { path, format, ...(filename !== undefined && { filename }) },
      format: target,
      options,
      folder,
      ...(password !== undefined && { password }),
      ...(resultPasswords !== undefined && { resultPasswords }),
    };
    const context = { signal: new AbortController().signal, ...(onProgress && { onProgress }) };
    return await look(await converter.convert(request, context), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The PDF that comes out, read; fails when none does. */
export function pdfOf(
  converter: Converter,
  document: Document,
  instructions: Instructions = {},
): Promise<PdfFacts> {
  return convertIn(converter, document, instructions, async (outcome) => {
    assert.ok(outcome.ok, outcome.ok ? "" : `${outcome.failure.code}: ${outcome.failure.detail}`);
    const facts = await readPdf(outcome.conversion.path);
    assert.equal(facts.pages.length, outcome.conversion.pages);
    return facts;
  });
}

/** The failure that comes out; fails when a PDF does. */
export function failureFor(
  converter: Converter,
  document: Document,
  instructions: Instructions = {},
): Promise<Failure> {
  return convertIn(converter, document, instructions, async (outcome) => {
    assert.ok(!outcome.ok, "it was converted");
    return outcome.failure;
  });
}

export function textOf(facts: PdfFacts): string {
  return facts.pages.map((page) => page.text).join("\n");
}
