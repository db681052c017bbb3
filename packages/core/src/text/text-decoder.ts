import { codePageOf } from "./code-pages.ts";

/** Decodes a text piece by piece; `stream` says that more will come. */
export interface PiecewiseDecoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/**
 * A decoder for a label of the WHATWG Encoding Standard, or for one of what people still have and the standard leaves
 * out: UTF-32, and the code pages 437, 850 and 852 of MS-DOS. Undefined for any other label.
 */
export function textDecoder(label: string): PiecewiseDecoder | undefined {
  const page = codePageOf(label);
  if (page !== undefined) return new CodePageDecoder(page);
  const wide = /^utf-32(le|be)$/i.exec(label)?.[1]?.toLowerCase();
  if (wide !== undefined) return new Utf32Decoder(wide === "le");
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // the only error: the label is unknown
  }
}

class CodePageDecoder implements PiecewiseDecoder {
  readonly #upperHalf: Uint16Array;

  constructor(upperHalf: string) {
    this.#upperHalf = Uint16Array.from(upperHalf, (letter) => letter.charCodeAt(0));
  }

  decode(bytes: Uint8Array = new Uint8Array()): string {
    const units = Buffer.alloc(bytes.length * 2);
    for (const [index, byte] of bytes.entries())
      units.writeUInt16LE(byte < 0x80 ? byte : (this.#upperHalf[byte - 0x80] ?? 0xfffd), index * 2);
    return units.toString("utf16le");
  }
}

class Utf32Decoder implements PiecewiseDecoder {
  readonly #isLittle: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #isAtStart = true;

  constructor(isLittle: boolean) {
    this.#isLittle = isLittle;
  }

  decode(bytes: Uint8Array = new Uint8Array(), { stream = false } = {}): string {
    const all = Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % 4);
    this.#rest = stream ? all.subarray(whole) : Buffer.alloc(0);
    const letters: string[] = [];
    for (let at = 0; at < whole; at += 4)
      letters.push(letterOf(this.#isLittle ? all.readUInt32LE(at) : all.readUInt32BE(at)));
    if (!stream && whole < all.length) letters.push("\ufffd");
    const text = letters.join("");
    const isMarked = this.#isAtStart && text.startsWith("\ufeff");
    this.#isAtStart &&= text === "";
    return isMarked ? text.slice(1) : text;
  }
}

function letterOf(code: number): string {
  const isLetter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isLetter ? String.fromCodePoint(code) : "\ufffd";
}
