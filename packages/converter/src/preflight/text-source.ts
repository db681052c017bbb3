import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { SourceFormat } from "@platen/core";
import type { FieldSeparator } from "../options/import-filter.ts";
import type { TextEncoding } from "./source-content.ts";

interface StoredText {
  readonly encoding: TextEncoding;
  readonly hasByteOrderMark: boolean;
}

const byteOrderMark = "\ufeff";
const sampleBytes = 65_536;

/**
 * Writes a text as LibreOffice is told to read it: UTF-8, with a byte order mark where it is plain text, because over
 * LibreOfficeKit nothing else tells it the encoding, and without one where it is CSV, because that is told.
 */
export async function writeText(
  from: string,
  to: string,
  stored: StoredText,
  format: SourceFormat,
): Promise<void> {
  const decoder = new TextDecoder(stored.encoding);
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
  const target = createWriteStream(to, { mode: 0o600 });
  if (format === "txt") target.write(byteOrderMark);
  await pipeline(createReadStream(from), decode, target);
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
  const unquoted = sample.replace(/"[^"]*("|$)/g, "");
  const lines = unquoted.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
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
