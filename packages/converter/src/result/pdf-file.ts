import { readSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { integerAfter, PdfScanner, referenceAfter } from "./pdf-scanner.ts";

/** Enough for a catalog or a page tree's root; neither grows with the document. */
export const objectBytes = 64 * 1024;
/** A stream that packs or unpacks to more than this is none of LibreOffice's cross-references and object streams. */
const maxStreamBytes = 32 * 1024 * 1024;

/** A PDF that is read in pieces; the caller closes it. */
export interface PdfFile {
  readonly descriptor: number;
  readonly bytes: number;
}

export interface PdfStream {
  readonly dictionary: string;
  readonly content: Buffer;
}

const endBytes = 2_048;

/** The last of its bytes, without blanks behind them. */
export function endOf(file: PdfFile): string {
  return readText(file, Math.max(0, file.bytes - endBytes), endBytes).trimEnd();
}

/** At most `length` bytes from `offset` on, as text of one letter for each. */
export function readText(file: PdfFile, offset: number, length: number): string {
  return readBytes(file, offset, length).toString("latin1");
}

function readBytes({ descriptor, bytes }: PdfFile, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - offset)));
  return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, offset));
}

/**
 * The object at `offset` with its stream unpacked; undefined when there is none. Fails when it does not unpack. Its length may
 * be another object, of which `lengthOf` knows the number.
 */
export function readStream(
  file: PdfFile,
  offset: number,
  lengthOf: (number: number) => number | undefined = () => undefined,
): PdfStream | undefined {
  const head = readText(file, offset, objectBytes);
  const scanner = new PdfScanner(head);
  if (scanner.integer() === undefined || scanner.integer() === undefined || !scanner.word("obj"))
    return undefined;
  const keyword = head.indexOf("stream", scanner.position);
  if (keyword === -1) return undefined;
  const lineEnd = /^\r?\n/.exec(head.slice(keyword + 6, keyword + 8))?.[0];
  const dictionary = head.slice(scanner.position, keyword);
  const reference = referenceAfter(dictionary, "/Length");
  const length =
    integerAfter(dictionary, "/Length") ?? (reference === undefined ? 0 : lengthOf(reference)) ?? 0;
  if (lineEnd === undefined || length === 0 || length > maxStreamBytes) return undefined;
  const packed = readBytes(file, offset + keyword + 6 + lineEnd.length, length);
  const isPacked = dictionary.includes("/FlateDecode");
  const content = isPacked ? inflateSync(packed, { maxOutputLength: maxStreamBytes }) : packed;
  return { dictionary, content: withoutPredictor(dictionary, content) };
}

/** Rows of a cross-reference stream are often stored as differences to the row above (PNG's "up"). */
function withoutPredictor(dictionary: string, content: Buffer): Buffer {
  if ((integerAfter(dictionary, "/Predictor") ?? 1) < 10) return content;
  const columns = integerAfter(dictionary, "/Columns") ?? 1;
  const rows = Math.floor(content.length / (columns + 1));
  const plain = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const isUp = content[row * (columns + 1)] === 2;
    for (let column = 0; column < columns; column += 1) {
      const above = isUp && row > 0 ? (plain[(row - 1) * columns + column] ?? 0) : 0;
      plain[row * columns + column] = (content[row * (columns + 1) + 1 + column] ?? 0) + above;
    }
  }
  return plain;
}
