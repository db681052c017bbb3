import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Failure, failureOf, textDecoder } from "@platen/core";
import { writeCsvSheet } from "./csv-sheet.ts";
import type { TextEncoding } from "./source-content.ts";
import { SourceExcess } from "./source-excess.ts";

export interface StoredText {
  readonly encoding: TextEncoding;
  readonly hasByteOrderMark: boolean;
}

/** A text as LibreOffice is to get it. */
export type TextTarget =
  /** Plain text in UTF-8 with a byte order mark: over LibreOfficeKit nothing else tells LibreOffice the encoding. */
  | { readonly kind: "text" }
  /** CSV as a sheet of OpenDocument: over LibreOfficeKit LibreOffice would ask in a dialog how to read CSV. */
  | {
      readonly kind: "sheet";
      readonly name: string;
      readonly locale: string;
      /** What divides its fields, and how its numbers are written, where somebody said so. */
      readonly separator?: string | undefined;
      readonly decimal?: "." | "," | undefined;
    };

export interface TextWriting {
  readonly stored: StoredText;
  readonly target: TextTarget;
  /** The largest sheet to write. */
  readonly maxBytes: number;
}

export type TextWritten = { readonly ok: true } | { readonly ok: false; readonly failure: Failure };

/** What divides the fields of a CSV file. */
export type FieldSeparator = "," | ";" | "\t" | "|";

const byteOrderMark = "\ufeff";
const sampleBytes = 65_536;

/** Writes a text to the new file `to`, decoded. */
export async function writeText(
  from: string,
  to: string,
  { stored, target, maxBytes }: TextWriting,
): Promise<TextWritten> {
  if (target.kind === "text") {
    await decodeText(from, to, stored.encoding, byteOrderMark);
    return { ok: true };
  }
  const decoded = `${to}.csv`;
  await decodeText(from, decoded, stored.encoding, "");
  const separator = target.separator ?? (await findSeparator(decoded));
  try {
    await writeCsvSheet(decoded, to, { ...target, separator, maxBytes });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof SourceExcess)) throw error;
    const message = "The table has more rows, columns or text in a field than a sheet can hold. Split it.";
    return { ok: false, failure: { ...failureOf("source_too_complex", message), detail: error.message } };
  } finally {
    await rm(decoded);
  }
}

async function decodeText(from: string, to: string, encoding: TextEncoding, mark: string): Promise<void> {
  const decoder = textDecoder(encoding);
  if (decoder === undefined) throw new Error(`no decoder for ${encoding}`);
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
  if (mark !== "") decode.push(mark);
  await pipeline(createReadStream(from), decode, createWriteStream(to, { mode: 0o600 }));
}

/** What divides the fields of a CSV file in UTF-8: the sign that stands most often in the line where it stands least. */
export async function findSeparator(path: string): Promise<FieldSeparator> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    return separatorOf(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}

const separators: readonly FieldSeparator[] = [",", ";", "\t", "|"];

export function separatorOf(sample: string): FieldSeparator {
  const stated = /^sep=(.)\r?\n/.exec(sample)?.[1];
  const lines = withoutQuotations(sample)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "");
  // The last line of a sample may be cut.
  const whole = lines.length > 1 ? lines.slice(0, Math.min(lines.length - 1, 50)) : lines;
  let best: FieldSeparator = ",";
  let bestCount = 0;
  for (const separator of separators) {
    if (separator === stated) return separator;
    const count = Math.min(...whole.map((line) => line.split(separator).length - 1));
    if (Number.isFinite(count) && count > bestCount) [best, bestCount] = [separator, count];
  }
  return best;
}

/** Every second piece between quotation marks stands within them. */
function withoutQuotations(text: string): string {
  return text
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join("");
}
