import { isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import type { SourceContent, TextEncoding } from "./source-content.ts";
import { guessEncoding } from "./text/guess-encoding.ts";
import { unicodeWithoutMark } from "./text/unicode-without-mark.ts";

/** Enough to judge by; the rest of a text may hold anything. */
const sampleBytes = 65_536;
/** The most of a letter of UTF-8 that a piece may lack at its end. */
const maxRestBytes = 3;

/**
 * Takes a file for text when its beginning is text in some encoding: by byte order mark, as UTF-8, or guessed from the
 * letters that come out. Undefined for anything else.
 */
export async function textContent(file: FileHandle): Promise<SourceContent | undefined> {
  const sample = await readPiece(file, 0);
  const marked = markedEncoding(sample);
  if (marked !== undefined) return { kind: "text", encoding: marked, hasByteOrderMark: true };
  const guessed = (encoding: TextEncoding) =>
    ({ kind: "text", encoding, hasByteOrderMark: false, isGuessed: true }) as const;
  if (!isOfOneByteLetters(sample)) {
    const wide = unicodeWithoutMark(sample);
    return wide === undefined ? undefined : guessed(wide);
  }
  const piece = await firstPieceOfOtherThanUtf8(file, sample);
  if (piece !== undefined) return guessed(unicodeWithoutMark(piece) ?? guessEncoding(piece));
  // Japanese in seven bits, which changes from one set of signs to another and back.
  if (sample.includes("\u001b$B") || sample.includes("\u001b$@")) return guessed("iso-2022-jp");
  return { kind: "text", encoding: "utf-8", hasByteOrderMark: false };
}

async function readPiece(file: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, position);
  return buffer.subarray(0, bytesRead);
}

function markedEncoding(sample: Buffer): TextEncoding | undefined {
  const start = sample.toString("hex", 0, 4);
  if (start === "fffe0000") return "utf-32le";
  if (start === "0000feff") return "utf-32be";
  if (start.startsWith("efbbbf")) return "utf-8";
  if (start.startsWith("fffe")) return "utf-16le";
  if (start.startsWith("feff")) return "utf-16be";
  return undefined;
}

/** The whole file is looked through, because a single letter far behind would tell; that takes a second for a gigabyte. */
async function firstPieceOfOtherThanUtf8(file: FileHandle, sample: Buffer): Promise<Buffer | undefined> {
  let position = 0;
  for (let piece = sample; piece.length > 0; piece = await readPiece(file, position)) {
    const isLast = piece.length < sampleBytes;
    const whole = isLast ? piece : piece.subarray(0, piece.length - restBytes(piece));
    if (!isUtf8(whole)) return piece;
    if (isLast) return undefined;
    position += whole.length;
  }
  return undefined;
}

/** How many bytes at the end of a piece begin a letter that it does not hold whole. */
function restBytes(piece: Buffer): number {
  for (let rest = 1; rest <= maxRestBytes; rest += 1) {
    const byte = piece[piece.length - rest] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return rest <= Math.clz32((~byte & 0xff) << 24) - 1 ? rest : 0;
  }
  return 0;
}

/** Programs leave a stray control character in a text here and there; data is full of them. */
const maxControlShare = 0.02;

function isOfOneByteLetters(sample: Buffer): boolean {
  let controls = 0;
  for (const byte of sample) if (isControl(byte)) controls += 1;
  return controls <= sample.length * maxControlShare && !sample.includes(0);
}

/** Tab, line and page breaks and escape are usual in text. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b && byte !== 0x1a;
}
