import { textDecoder } from "@platen/core";
import { analyse } from "chardet";
import type { TextEncoding } from "../source-content.ts";
import { candidates } from "./candidates.ts";
import { plausibilityOf } from "./plausibility.ts";

/**
 * The encoding in which a piece of text that is neither ASCII nor Unicode makes most sense. Each is tried, and judged by
 * the letters that come out. What chardet finds by the sequences of letters of each language decides among those whose
 * letters all look right; by itself it knows no code page of MS-DOS, and guesses at short texts and at tables.
 */
export function guessEncoding(piece: Buffer): TextEncoding {
  const sample = tellingPart(piece);
  const bytes = sample.reduce((count, byte) => count + (byte < 0x80 ? 0 : 1), 0);
  const votes = votesOf(sample);
  let best: { encoding: TextEncoding; score: number } = { encoding: "windows-1252", score: -Infinity };
  for (const { encoding, usual, lead } of candidates()) {
    const text = textDecoder(encoding)?.decode(sample) ?? "";
    const score = plausibilityOf(text, bytes, usual) + (votes.get(encoding) ?? 0) + lead;
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

/** As much as tells, because each encoding is tried: from a little before the first letter that is not ASCII. */
function tellingPart(piece: Buffer): Buffer {
  const first = piece.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - 100);
  return piece.subarray(start, start + maxTellingBytes);
}

const maxTellingBytes = 8_192;

/** chardet names one of each pair or row, whose letters have the same places. */
const alike: readonly (readonly TextEncoding[])[] = [
  ["iso-8859-1", "windows-1252", "iso-8859-15"],
  ["iso-8859-2", "windows-1250"],
  ["iso-8859-7", "windows-1253"],
  ["iso-8859-8", "windows-1255"],
  ["iso-8859-9", "windows-1254"],
  ["koi8-r", "koi8-u"],
];

function votesOf(sample: Buffer): ReadonlyMap<TextEncoding, number> {
  const votes = new Map<TextEncoding, number>();
  for (const { name, confidence } of analyse(sample)) {
    const label = name.toLowerCase();
    for (const encoding of alike.find((row) => row.includes(label)) ?? [label])
      votes.set(encoding, Math.max(votes.get(encoding) ?? 0, confidence / 100));
  }
  return votes;
}
