import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { ConversionOutcome, SourceFormat } from "@platen/core";

/** What a manifest says of one document. */
export interface Expectation {
  /** It holds what its name says and LibreOffice as it comes converts it, so that it must not be refused. */
  readonly isSound: boolean;
  /** Empty where it has none. */
  readonly password: string;
}

export interface Trial {
  /** Undefined where Platen takes no file of this name. */
  readonly format: SourceFormat | undefined;
  readonly bytes: number;
  readonly expectation: Expectation;
  readonly withoutPassword: ConversionOutcome;
  /** With the password of the manifest, where the document asked for one. */
  readonly withPassword: ConversionOutcome | undefined;
}

const unknown: Expectation = { isSound: false, password: "" };
/** LibreOffice makes a PDF of any bytes by taking them for text, so these are right to be refused. */
const refusedCategories = new Set(["wrong-type", "empty-truncated", "truncated", "corrupt"]);

/**
 * Reads `FOLDER-manifest.tsv` beside a folder: a header, then a line for each document. Of its columns `file`, `pdf`
 * (yes or no: what LibreOffice as it comes makes of it), `category` and `password` count; all but the first may be
 * missing, and so may the manifest. Answers with what to expect of a name.
 */
export async function readExpectations(folder: string): Promise<(name: string) => Expectation> {
  const path = join(dirname(resolve(folder)), `${basename(resolve(folder))}-manifest.tsv`);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const expectations = parseManifest(text);
  return (name) => expectations.get(name) ?? unknown;
}

export function parseManifest(text: string): ReadonlyMap<string, Expectation> {
  const [header = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
  const cell = (row: readonly string[], column: string) => row[header.indexOf(column)]?.trim() ?? "";
  return new Map(
    rows.map((row) => {
      const isSound = cell(row, "pdf") === "yes" && !refusedCategories.has(cell(row, "category"));
      return [basename(cell(row, "file")), { isSound, password: cell(row, "password") }];
    }),
  );
}

/** What is wrong with how a document ended, or undefined. */
export function problemOf({ format, bytes, expectation, ...outcomes }: Trial): string | undefined {
  const { withoutPassword: outcome, withPassword } = outcomes;
  const code = codeOf(outcome);
  const expected = (wanted: string) => (code === wanted ? undefined : `expected ${wanted}`);
  if (format === undefined) return expected("unsupported_format");
  if (bytes === 0) return expected("source_empty");
  if (expectation.isSound) return expected("converted");
  if (expectation.password === "") return blamesDocument(outcome) ? undefined : "no fault of the document";
  // There are kinds of encryption that LibreOffice does not know: then no password opens the document.
  if (code === "encryption_unsupported") return undefined;
  if (code !== "source_encrypted") return "expected source_encrypted";
  const codeWithPassword = withPassword === undefined ? "not tried" : codeOf(withPassword);
  if (codeWithPassword === "converted" || codeWithPassword === "wrong_password") return undefined;
  return `${codeWithPassword} with its password`;
}

export function codeOf(outcome: ConversionOutcome): string {
  return outcome.ok ? "converted" : outcome.failure.code;
}

/** A crash, a timeout or an unsound PDF may be tried again; what the document itself is the cause of may not. */
function blamesDocument(outcome: ConversionOutcome): boolean {
  return outcome.ok || !outcome.failure.retryable;
}
