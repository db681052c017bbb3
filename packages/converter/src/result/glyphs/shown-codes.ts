import { textOfHex } from "./text-of-codes.ts";

/** `spokenText` is what the PDF says that the piece of text means, where it says so. */
export type ShownCode = (font: string, code: number, spokenText: string | undefined) => void;

/**
 * Reads drawing instructions as LibreOffice writes them and tells of every code that is shown in a font. Passes over what
 * it does not know.
 */
export function visitShownCodes(content: Buffer, visit: ShownCode): void {
  new ContentReader(content, visit).read();
}

const [openParenthesis, closeParenthesis, backslash] = [0x28, 0x29, 0x5c];
const [less, greater, slash] = [0x3c, 0x3e, 0x2f];

/** Moves from left to right: each step takes at least a byte, and none looks back. */
class ContentReader {
  readonly #content: Buffer;
  readonly #visit: ShownCode;
  readonly #spoken: (string | undefined)[] = [];
  #at = 0;
  #name = "";
  #font = "";
  #codes: number[] = [];
  #spokenNext: string | undefined;

  constructor(content: Buffer, visit: ShownCode) {
    this.#content = content;
    this.#visit = visit;
  }

  read(): void {
    while (this.#at < this.#content.length) {
      const byte = this.#content[this.#at] ?? 0;
      if (byte === openParenthesis) this.#takeString();
      else if (byte === less) this.#takeHex();
      else if (byte === slash) this.#takeName();
      else if (isLetter(byte)) this.#takeOperator();
      else this.#at += 1;
    }
  }

  #takeString(): void {
    let depth = 1;
    for (this.#at += 1; this.#at < this.#content.length && depth > 0; this.#at += 1) {
      let byte = this.#content[this.#at] ?? 0;
      if (byte === openParenthesis) depth += 1;
      if (byte === closeParenthesis) depth -= 1;
      if (byte === backslash) byte = this.#escaped();
      if (depth > 0) this.#codes.push(byte);
    }
  }

  /** The byte that a backslash and what follows it stand for. */
  #escaped(): number {
    this.#at += 1;
    const sign = String.fromCharCode(this.#content[this.#at] ?? 0);
    const octal = /^[0-7]{1,3}/.exec(this.#content.toString("latin1", this.#at, this.#at + 3))?.[0];
    if (octal === undefined) return escapes[sign] ?? sign.charCodeAt(0);
    this.#at += octal.length - 1;
    return Number.parseInt(octal, 8) & 255;
  }

  #takeHex(): void {
    if (this.#content[this.#at + 1] === less) {
      // A dictionary: its values are read like any others.
      this.#at += 2;
      return;
    }
    const end = this.#content.indexOf(greater, this.#at);
    const digits = this.#content.toString("latin1", this.#at + 1, end === -1 ? this.#content.length : end);
    this.#at = end === -1 ? this.#content.length : end + 1;
    if (this.#name === "ActualText") this.#spokenNext = textOfHex(digits).replace(/^\ufeff/, "");
    else this.#codes.push(...Buffer.from(digits.slice(0, maxHexDigits), "hex"));
  }

  #takeName(): void {
    this.#name = this.#word(this.#at + 1);
    this.#at += 1 + this.#name.length;
  }

  #takeOperator(): void {
    const operator = this.#word(this.#at);
    this.#at += operator.length;
    if (operator === "Tf") this.#font = this.#name;
    if (operator === "Tj" || operator === "TJ") this.#show();
    if (operator === "BDC" || operator === "BMC") this.#spoken.push(this.#spokenNext);
    if (operator === "EMC") this.#spoken.pop();
    this.#spokenNext = undefined;
    this.#name = "";
    this.#codes = [];
  }

  #show(): void {
    const spoken = this.#spoken.at(-1);
    for (const code of this.#codes) this.#visit(this.#font, code, spoken);
  }

  /** As many letters and digits as stand there. */
  #word(from: number): string {
    let end = from;
    while (end < this.#content.length && isWordByte(this.#content[end] ?? 0)) end += 1;
    return this.#content.toString("latin1", from, Math.max(end, from));
  }
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
/** Longer than any text that is shown at once. */
const maxHexDigits = 65_536;

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function isWordByte(byte: number): boolean {
  return isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2a || byte === 0x2d;
}
