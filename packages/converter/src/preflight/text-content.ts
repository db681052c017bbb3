import type { FileHandle } from "node:fs/promises";
import type { SourceContent, TextEncoding } from "./source-content.ts";

/** Enough to judge by; the rest of a text may hold anything. */
const sampleBytes = 65_536;

/**
 * Takes a file for text when its beginning is text in some encoding: by byte order mark, as UTF-8, or as Windows-1252
 * when nearly everything is printable. Undefined for anything else.
 */
export async function textContent(file: FileHandle): Promise<SourceContent | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
  const sample = buffer.subarray(0, bytesRead);
  const marked = markedEncoding(sample);
  if (marked !== undefined) return { kind: "text", encoding: marked, hasByteOrderMark: true };
  const encoding = guessedEncoding(sample);
  return encoding === undefined ? undefined : { kind: "text", encoding, hasByteOrderMark: false };
}

function markedEncoding(sample: Uint8Array): TextEncoding | undefined {
  const [first, second, third] = sample;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

function guessedEncoding(sample: Uint8Array): TextEncoding | undefined {
  if (sample.some(isControl)) return undefined;
  try {
    // The sample may end within a character.
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return "utf-8";
  } catch {
    // The only error of a fatal decoder: it is not UTF-8.
    return "windows-1252";
  }
}

/** Tab, line and page breaks and escape occur in text; other control characters, above all NUL, do not. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b && byte !== 0x1a;
}
