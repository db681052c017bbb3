import { textDecoder } from "@platen/core";
import type { TextEncoding } from "../source-content.ts";
import { plausibilityOf } from "./plausibility.ts";

const encodings = ["utf-16le", "utf-16be", "utf-32le", "utf-32be"] as const;

/** What it takes to be believed: nearly as much as a text has that is decoded rightly. */
const leastPlausibility = 0.8;
/** A text that is mostly ASCII needs no other proof. */
const leastPlainShare = 0.8;

/**
 * Which Unicode of two or four bytes a letter a sample is that has no mark, undefined where it is none. Nothing but
 * letters, signs, blanks and ends of lines may come out, and letters must stand beside others of their writing: data
 * and texts of one byte a letter do not look so.
 */
export function unicodeWithoutMark(sample: Buffer): TextEncoding | undefined {
  return encodings.find((encoding) => {
    const width = encoding.startsWith("utf-32") ? 4 : 2;
    const whole = sample.subarray(0, sample.length - (sample.length % width));
    return whole.length >= 2 * width && isText(textDecoder(encoding)?.decode(whole) ?? "");
  });
}

function isText(text: string): boolean {
  // The sample may end within a letter.
  const whole = text.replace(/\ufffd$/, "");
  const letters = [...whole];
  if (/[^\P{C}\t\n\r\f\u{ad}\u200b-\u200f\u2028-\u202e\ufeff]/u.test(whole) || whole.includes("\ufffd"))
    return false;
  const plain = letters.filter((letter) => letter >= " " && letter <= "~").length;
  const others = letters.filter((letter) => letter > "\x7f").length;
  if (plain === 0 && !/[\n\r\t\u3000-\u3002]/.test(whole)) return false;
  if (plain >= leastPlainShare * (plain + others)) return true;
  return plausibilityOf(whole, others, anyLetter) >= leastPlausibility;
}

/** Which letters are usual is not known of a text in any language; signs of the East are too many to be. */
const anyLetter: ReadonlySet<string> = new Set(
  Array.from({ length: 0x700 - 0xc0 }, (_, index) => String.fromCharCode(index + 0xc0)).concat(
    Array.from({ length: 0xc0 }, (_, index) => String.fromCharCode(index + 0x3040)),
    Array.from({ length: 0x80 }, (_, index) => String.fromCharCode(index + 0xe00)),
    Array.from({ length: 0x5200 }, (_, index) => String.fromCharCode(index + 0x4e00)),
    Array.from({ length: 0x2ba4 }, (_, index) => String.fromCharCode(index + 0xac00)),
  ),
);
