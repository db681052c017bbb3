/** Reads the text of a PDF's objects from left to right: each step moves on or says no, and none looks back. */
export class PdfScanner {
  readonly #text: string;
  #at: number;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.#at = at;
  }

  get position(): number {
    return this.#at;
  }

  /** True when there was a blank or a line end. */
  skipBlanks(): boolean {
    const start = this.#at;
    while (this.#at < this.#text.length && isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return this.#at > start;
  }

  /** The digits that stand here, after blanks, as a number; undefined when there are none or too many. */
  integer(): number | undefined {
    this.skipBlanks();
    const start = this.#at;
    while (this.#at < this.#text.length && isDigit(this.#text.charCodeAt(this.#at))) this.#at += 1;
    const digits = this.#at - start;
    return digits === 0 || digits > maxDigits ? undefined : Number(this.#text.slice(start, this.#at));
  }

  /** Moves beyond `word` when it stands here, after blanks. */
  word(word: string): boolean {
    this.skipBlanks();
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }
}

/** As many as fit into a number. */
const maxDigits = 15;

/** The integer that follows `key`, unless it is the number of another object. */
export function integerAfter(text: string, key: string): number | undefined {
  return firstAfter(text, key, (scanner) => {
    const value = scanner.skipBlanks() ? scanner.integer() : undefined;
    return value !== undefined && scanner.integer() !== undefined && scanner.word("R") ? undefined : value;
  });
}

/** The number of the object that `key` refers to. */
export function referenceAfter(text: string, key: string): number | undefined {
  return firstAfter(text, key, (scanner) => {
    const value = scanner.skipBlanks() ? scanner.integer() : undefined;
    return value !== undefined && scanner.integer() !== undefined && scanner.word("R") ? value : undefined;
  });
}

/** The integers of the array that follows `key`; none when there is no such array. */
export function integersAfter(text: string, key: string): readonly number[] {
  const found = firstAfter(text, key, (scanner) => {
    if (!scanner.word("[")) return undefined;
    const integers: number[] = [];
    for (let next = scanner.integer(); next !== undefined; next = scanner.integer()) integers.push(next);
    return scanner.word("]") ? integers : undefined;
  });
  return found ?? [];
}

function firstAfter<T>(
  text: string,
  key: string,
  read: (scanner: PdfScanner) => T | undefined,
): T | undefined {
  for (let at = text.indexOf(key); at !== -1; ) {
    const scanner = new PdfScanner(text, at + key.length);
    const value = read(scanner);
    if (value !== undefined) return value;
    at = text.indexOf(key, scanner.position);
  }
  return undefined;
}

function isBlank(letter: number): boolean {
  return letter === 0x20 || (letter >= 0x09 && letter <= 0x0d) || letter === 0;
}

function isDigit(letter: number): boolean {
  return letter >= 0x30 && letter <= 0x39;
}
